#pragma once
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "base/matrix.h"
#include "base/message.h"
#include "base/observation.h"
#include "index/panel.h"
#include "index/steps.h"
#include "index/structure.h"

namespace dajuan::index {

/// How an index is computed: the tree and the steps, in order. Aggregation, when there, is the last step.
struct Model {
  Structure structure;
  std::vector<Step> steps;
  FitScope scope;  ///< for every step that names none
};

enum class Change : std::uint8_t { imputed, winsorised_high, winsorised_low, limited };

/// One cell that a step changed by itself (what a step does to a whole column stands in `treatments` and
/// `learned`). limited: beyond what a frozen transformation is defined for, moved to its edge.
struct CellChange {
  std::uint32_t row = 0;
  std::uint32_t column = 0;
  std::uint16_t step = 0;
  Change change = Change::imputed;
  double before = 0;
  double after = 0;
};

/// What a step has to say about a unit, an indicator or a node (each may be -1): never silently.
struct StepNote {
  std::uint16_t step = 0;
  std::ptrdiff_t row = -1;
  int node = -1;
  Message message;
};

/// The outcome of treating one column in one scope group (the block of a period in its own scope, else 0).
struct TreatmentRow {
  std::uint16_t step = 0;
  std::uint32_t column = 0;
  std::uint32_t group = 0;
  double skew[3] = {kMissing, kMissing, kMissing};  ///< before, after the first, after the second treatment
  double kurt[3] = {kMissing, kMissing, kMissing};
  signed char passed[3] = {-1, -1, -1};  ///< 1 yes, 0 no, -1 not tried
  int winsorised = -1;                   ///< points cut, -1 = not tried
  Treatment::Method applied[2] = {Treatment::Method::none, Treatment::Method::none};
};

struct ScreenRow {
  std::size_t missing = 0;
  std::size_t zeros = 0;
  double availability = 0;
  double nonzero = 0;
  bool included = true;
};

/// One number that a step learned from the rows of its scope. Order statistics of ranks and the means of
/// groups are not listed.
struct Learned {
  std::uint16_t step = 0;
  std::uint32_t column = 0;
  std::uint32_t group = 0;
  const char* name = "";  ///< such as mean, sd, min, max, upper_bound
  double value = 0;
};

/// Everything one run gives. Reusable: running again into the same result keeps its memory.
struct Result {
  std::vector<std::uint8_t> included;  ///< per unit; 0 = dropped by a screen
  std::vector<Matrix> stages;          ///< units × indicators after each step that changes figures
  std::vector<int> stage_of_step;      ///< per step: index into stages, -1 when the step changes no figure
  Matrix scores;                       ///< units × nodes: the figures before aggregation, then aggregates
  std::vector<CellChange> changes;     ///< by step, column, row
  std::vector<StepNote> notes;
  std::vector<TreatmentRow> treatments;
  std::vector<ScreenRow> screens;  ///< of the last screen, per unit; empty without one
  std::vector<Learned> learned;    ///< by step, column, group
  std::vector<double> scratch;     ///< memory that is kept between runs; no meaning
};

class Fitted;

/// A prepared engine: the model checked and laid out once, run many times. Immutable and safe to share
/// between threads; each thread brings its own Result.
class Engine {
 public:
  /// Throws std::invalid_argument naming the field for a model that makes no sense (readers of schemes check
  /// before).
  explicit Engine(Model model);

  const Model& model() const;
  /// Per node its weight within its parent, rescaled to sum 1 among siblings.
  const std::vector<double>& weights() const;
  /// Per node, how an aggregate is made of its children; empty unless the model ends in the step `aggregate`.
  const std::vector<AggregateLevel>& levels() const;
  const AggregateLevel& level_of(std::size_t node) const { return levels().at(node); }

  /// Learns and applies every step. A few passes over the panel; a result that is used again keeps its
  /// memory. The panel's columns must be the structure's indicators and its rows sorted as Panel says, else
  /// std::invalid_argument.
  void run(const Panel& panel, Result& result) const;

  /// What `run` learns from the panel, to score other figures by it (rescorer.h). Takes as long as `run`.
  std::shared_ptr<const Fitted> fit(const Panel& panel) const;

 private:
  struct Layout;
  void learn(const Panel& panel, Result& result, Fitted* fitted) const;

  std::shared_ptr<const Layout> layout_;
};

}  // namespace dajuan::index
