#include "index/rescorer.h"

#include <algorithm>
#include <optional>
#include <stdexcept>
#include <string>

#include "index/fitted.h"
#include "index/row_score.h"

namespace dajuan::index {
namespace {

/// So many rows at a time that a block stays in the nearer caches on its way through all steps.
constexpr std::size_t kBlock = 256;

// Nothing here belongs to rows.
TreatFit for_rows(const TreatFit& fit, std::span<const std::size_t>) { return fit; }
NormaliseFit for_rows(const NormaliseFit& fit, std::span<const std::size_t>) { return fit; }

/// A step whose rows are the chosen ones.
template <typename Fit>
struct PlannedStep {
  Fit learned;
  bool per_period = false;
};

/// Steps that work column by column, then perhaps one that works by row.
struct Pass {
  std::vector<PlannedStep<ColumnFit>> steps;
  std::optional<PlannedStep<RowImputeFit>> by_row;
};

/// Chosen rows that go through the steps together, none of which parts them.
struct Block : RowGroup {
  std::size_t period = 0;
};

template <typename Fit>
std::size_t group_of(const PlannedStep<Fit>& step, const Block& block) {
  return step.per_period ? block.period : 0;
}

void check(const Engine& engine, const Fitted& fitted, std::span<const std::size_t> rows) {
  std::size_t found = 0;
  for (const Step& step : engine.model().steps) {
    if (std::holds_alternative<ScreenStep>(step) || std::holds_alternative<AggregateStep>(step)) continue;
    if (found >= fitted.steps.size() || fitted.steps[found].kind != step.index())
      throw std::invalid_argument("rescorer: steps are not those that were fitted");
    ++found;
  }
  if (found != fitted.steps.size() || fitted.columns != engine.model().structure.indicators)
    throw std::invalid_argument("rescorer: steps or indicators are not those that were fitted");
  for (std::size_t i = 0; i < rows.size(); ++i)
    if (rows[i] >= fitted.fits.size() || (i > 0 && rows[i] < rows[i - 1]))
      throw std::invalid_argument("rescorer: rows falling or not of the panel: " + std::to_string(rows[i]));
}

/// The chosen rows of each period, as [begin, end) among them; [k] belongs to period k.
std::vector<RowGroup> chosen_periods(const Fitted& fitted, std::span<const std::size_t> rows) {
  std::vector<RowGroup> chosen;
  const auto place = [&](std::size_t row) {
    return static_cast<std::size_t>(std::lower_bound(rows.begin(), rows.end(), row) - rows.begin());
  };
  for (const RowGroup& period : fitted.periods) chosen.push_back({place(period.begin), place(period.end)});
  return chosen;
}

void cut(RowGroup rows, std::size_t period, std::vector<Block>& blocks) {
  for (std::size_t begin = rows.begin; begin < rows.end; begin += kBlock)
    blocks.push_back({{begin, std::min(begin + kBlock, rows.end)}, period});
}

bool looks_at_others(const Engine& engine) {
  const std::vector<AggregateLevel>& levels = engine.levels();
  for (std::size_t node = engine.model().structure.indicators; node < levels.size(); ++node)
    if (!stands_alone(levels[node].method)) return true;
  return false;
}

}  // namespace

struct Rescorer::Plan {
  explicit Plan(const Engine& prepared) : engine(prepared) {}

  Engine engine;
  std::vector<Pass> passes = std::vector<Pass>(1);
  std::vector<Block> blocks;
  std::vector<RowGroup> periods;       ///< chosen rows of each period that has some
  std::vector<std::uint8_t> fits;      ///< per chosen row
  std::vector<std::uint8_t> included;  ///< per chosen row; empty = all
  std::vector<std::size_t> dropped;    ///< chosen rows that are not included
  bool relative = false;               ///< some method looks at other units

  void add_step(const Fitted::Step& step, std::span<const std::size_t> rows);
  void run_columns(const Pass& pass, const Block& block, Columns<const double> from, ColumnBlock to,
                   Scratch& scratch) const;
  void run_block(const Block& block, const Matrix& figures, Matrix& scores, Scratch& scratch) const;
  void run_aggregates(RowGroup rows, std::span<const double> weights, Matrix& scores, Scratch& scratch) const;
};

Rescorer::Rescorer(const Engine& engine, const Fitted& fitted, std::vector<std::size_t> rows)
    : rows_(std::move(rows)) {
  check(engine, fitted, rows_);
  auto plan = std::make_shared<Plan>(engine);
  bool per_period = false;
  for (const Fitted::Step& step : fitted.steps) {
    plan->add_step(step, rows_);
    per_period = per_period || step.per_period;
  }
  plan->relative = looks_at_others(engine);
  const std::vector<RowGroup> periods = chosen_periods(fitted, rows_);
  for (std::size_t p = 0; p < periods.size(); ++p) {
    if (periods[p].size() == 0) continue;
    if (plan->relative && periods[p].size() != fitted.periods[p].size())
      throw std::invalid_argument("rescorer: a method that looks at other units needs whole periods");
    plan->periods.push_back(periods[p]);
    if (per_period) cut(periods[p], p, plan->blocks);
  }
  if (!per_period) cut({0, rows_.size()}, 0, plan->blocks);
  for (std::size_t place = 0; place < rows_.size(); ++place) {
    plan->fits.push_back(fitted.fits[rows_[place]]);
    plan->included.push_back(fitted.included[rows_[place]]);
    if (plan->included.back() == 0) plan->dropped.push_back(place);
  }
  if (plan->dropped.empty()) plan->included.clear();
  plan_ = std::move(plan);
}

void Rescorer::Plan::add_step(const Fitted::Step& step, std::span<const std::size_t> rows) {
  if (const auto* by_row = std::get_if<RowImputeFit>(&step.learned)) {
    passes.back().by_row = {for_rows(*by_row, rows), step.per_period};
    passes.emplace_back();
    return;
  }
  std::visit(
      [&](const auto& fit) {
        passes.back().steps.push_back({for_rows(fit, rows), step.per_period});
      },
      std::get<ColumnFit>(step.learned));
}

void Rescorer::scores(const Matrix& figures, Matrix& scores, Scratch& scratch) const {
  this->scores(figures, plan_->engine.weights(), scores, scratch);
}

void Rescorer::scores(const Matrix& figures, std::span<const double> weights, Matrix& scores,
                      Scratch& scratch) const {
  const Structure& structure = plan_->engine.model().structure;
  if (figures.rows() != rows_.size() || figures.columns() != structure.indicators)
    throw std::invalid_argument("rescorer: figures are not rows x indicators");
  if (weights.size() != structure.nodes.size())
    throw std::invalid_argument("rescorer: weights are not one a node");
  scores.reshape(rows_.size(), structure.nodes.size());
  scratch.figures.resize(kBlock * structure.indicators);
  for (std::vector<double>& cells : scratch.cells) cells.resize(kBlock);
  for (const Block& block : plan_->blocks) {
    plan_->run_block(block, figures, scores, scratch);
    if (!plan_->relative) plan_->run_aggregates(block, weights, scores, scratch);
  }
  if (plan_->relative) plan_->run_aggregates({0, rows_.size()}, weights, scores, scratch);
  for (std::size_t c = 0; c < structure.indicators; ++c)
    for (const std::size_t place : plan_->dropped) scores(place, c) = kMissing;
}

void Rescorer::Plan::run_block(const Block& block, const Matrix& figures, Matrix& scores,
                               Scratch& scratch) const {
  const std::size_t n = block.size();
  Columns<const double> from{figures.all().data() + block.begin, figures.rows(), n};
  const ColumnBlock between{scratch.figures.data(), n, n};
  for (const Pass& pass : passes) {
    const bool last = &pass == &passes.back();
    run_columns(pass, block, from,
                last ? ColumnBlock{scores.all().data() + block.begin, scores.rows(), n} : between, scratch);
    if (pass.by_row)
      apply(pass.by_row->learned, {between, group_of(*pass.by_row, block), block.begin}, scratch.impute);
    from = {between.first, between.stride, between.rows};
  }
}

void Rescorer::Plan::run_columns(const Pass& pass, const Block& block, Columns<const double> from,
                                 ColumnBlock to, Scratch& scratch) const {
  for (std::size_t c = 0; c < engine.model().structure.indicators; ++c) {
    std::span<const double> in = from.column(c);
    if (pass.steps.empty()) std::copy(in.begin(), in.end(), to.column(c).begin());
    for (std::size_t s = 0; s < pass.steps.size(); ++s) {
      const bool last = s + 1 == pass.steps.size();
      const std::span<double> out = last ? to.column(c) : std::span(scratch.cells[s % 2]).first(block.size());
      const Cells cells{c, group_of(pass.steps[s], block), block.begin, in, out};
      std::visit([&](const auto& fit) { apply(fit, cells); }, pass.steps[s].learned);
      in = out;
    }
  }
}

void Rescorer::Plan::run_aggregates(RowGroup rows, std::span<const double> weights, Matrix& scores,
                                    Scratch& scratch) const {
  const Structure& structure = engine.model().structure;
  const ColumnBlock block{scores.all().data() + rows.begin, scores.rows(), rows.size()};
  if (engine.levels().empty()) {
    for (std::size_t node = structure.indicators; node < structure.nodes.size(); ++node)
      std::fill_n(block.column(node).begin(), rows.size(), kMissing);
    return;
  }
  aggregate({.structure = structure,
             .levels = engine.levels(),
             .weights = weights,
             .scores = block,
             .memory = scratch.aggregate,
             .included = included.empty() ? std::span<const std::uint8_t>()
                                          : std::span(included).subspan(rows.begin, rows.size()),
             .periods = periods,
             .fits = fits});
}

}  // namespace dajuan::index
