#pragma once
#include <map>
#include <string>

#include "base/diagnostics.h"
#include "index/indicator_rule.h"
#include "index/scheme.h"
#include "index/structure_row.h"

namespace dajuan::index {

struct StructureContext;

/// The columns error, dispersion, sample_size and standard_error of structure.csv, row by row, as
/// docs/scheme.md has them.
class ErrorModelReader {
 public:
  explicit ErrorModelReader(const StructureContext& context) : context_(context) {}

  /// The model of the indicator `code`. `rule` is the rest of its rule, in `rule.error` the default. Told:
  /// keys that the model does not have, what it lacks, what does not fit figures or denominator, and a
  /// variable to which an earlier row gave another model. A model with errors is not to be used.
  ErrorModel read(StructureRow& row, const std::string& code, const IndicatorRule& rule);

 private:
  struct Claim {
    std::string code;   ///< of the first indicator with this variable
    std::string model;  ///< as it is written
  };

  void read_keys(StructureRow& row, bool misspelt, ErrorModel& model) const;
  void check_share(StructureRow& row, const IndicatorRule& rule) const;
  void check_figures(StructureRow& row, const IndicatorRule& rule, const ErrorModel& model) const;
  void claim(StructureRow& row, const std::string& code, const IndicatorRule& rule, const ErrorModel& model);

  const StructureContext& context_;
  std::map<std::string, Claim> claims_;  ///< by variable
};

/// A note that says how many indicators have no error model, and which; nothing where all have one. `place`
/// is that of the column.
void note_missing_error_models(const Scheme& scheme, const Place& place, Diagnostics& diagnostics);

}  // namespace dajuan::index
