#pragma once
#include "base/diagnostics.h"
#include "site/result.h"
#include "site/result_table.h"

namespace dajuan::site {

/// A result while it is read: finds what the cells of its tables name, and tells where they name nothing.
class ResultLookup {
 public:
  ResultLookup(Result& result, Diagnostics& diagnostics) : result_(result), diagnostics_(diagnostics) {}

  Result& result() const { return result_; }
  Diagnostics& diagnostics() const { return diagnostics_; }

  /// -1 where there is none.
  int region(ResultTable& table, std::size_t column) const;
  int node(ResultTable& table, std::size_t column) const;
  int indicator(ResultTable& table, std::size_t column) const;
  /// The unit of a region that must have scores; null where there is none.
  Unit* unit(ResultTable& table, std::size_t column) const;

 private:
  Result& result_;
  Diagnostics& diagnostics_;
};

/// scores/, contributions/ and lights/: makes the units and their tree.
void read_scores(const ResultLookup& lookup);
void read_history(const ResultLookup& lookup);
void read_contributions(const ResultLookup& lookup);
void read_lights(const ResultLookup& lookup);
/// steps/.
void read_steps(const ResultLookup& lookup);
/// uncertainty/.
void read_chance(const ResultLookup& lookup);
/// Says so where contributions do not add up to the difference that they explain, or a difference is told
/// otherwise in another file.
void check_sums(const ResultLookup& lookup);

}  // namespace dajuan::site
