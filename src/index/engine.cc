#include "index/engine.h"

#include <algorithm>
#include <stdexcept>

#include "index/aggregate_work.h"
#include "index/engine_layout.h"
#include "index/fitted.h"
#include "index/step_normalise.h"
#include "index/step_screen.h"
#include "index/step_treat.h"

namespace dajuan::index {
namespace {

template <typename Value>
std::vector<Value> per_column(const Structure& structure, const Value& general,
                              const std::map<std::string, Value, std::less<>>& overrides) {
  std::vector<Value> plans(structure.indicators, general);
  for (const auto& [code, plan] : overrides) {
    const int column = structure.find(code);
    if (column < 0 || static_cast<std::size_t>(column) >= structure.indicators)
      throw std::invalid_argument("overrides: no indicator " + code);
    plans[static_cast<std::size_t>(column)] = plan;
  }
  return plans;
}

std::vector<AggregateLevel> per_node(const Structure& structure, const AggregateStep& step) {
  if (step.levels.empty()) throw std::invalid_argument("aggregate.levels: empty");
  std::vector<AggregateLevel> plans(structure.nodes.size());
  for (std::size_t i = structure.indicators; i < structure.nodes.size(); ++i) {
    const Node& node = structure.nodes[i];
    const std::size_t level = static_cast<std::size_t>(node.level) - 2;
    if (step.levels.size() > 1 && level >= step.levels.size())
      throw std::invalid_argument("aggregate.levels: none for level " + std::to_string(node.level));
    plans[i] = step.levels[step.levels.size() == 1 ? 0 : level];
    if (const auto found = step.nodes.find(node.code); found != step.nodes.end()) plans[i] = found->second;
    if (plans[i].method == AggregateMethod::power && plans[i].power == 0)
      throw std::invalid_argument("aggregate.power: 0 (use geometric)");
    if (!(0 <= plans[i].min_share && plans[i].min_share <= plans[i].max_share && plans[i].max_share <= 1))
      throw std::invalid_argument("aggregate: not 0 <= min_share <= max_share <= 1");
  }
  return plans;
}

std::vector<double> sibling_weights(const Structure& structure,
                                    const std::map<std::string, double, std::less<>>& given) {
  std::vector<double> raw(structure.nodes.size());
  for (std::size_t i = 0; i < raw.size(); ++i) {
    raw[i] = structure.nodes[i].weight;
    if (const auto found = given.find(structure.nodes[i].code); found != given.end()) raw[i] = found->second;
    if (!(raw[i] >= 0))
      throw std::invalid_argument("weight of " + structure.nodes[i].code + ": negative or missing");
  }
  std::vector<double> weights(raw.size(), 0.0);
  weights.back() = 1.0;
  for (std::size_t i = structure.indicators; i < raw.size(); ++i) {
    double sum = 0;
    for (const int child : structure.nodes[i].children) sum += raw[static_cast<std::size_t>(child)];
    for (const int child : structure.nodes[i].children)
      weights[static_cast<std::size_t>(child)] = sum > 0 ? raw[static_cast<std::size_t>(child)] / sum : 0.0;
  }
  return weights;
}

/// The scope that a step learns from; null for steps that take all rows as they are.
const FitScope* scope_of(const Step& step, const Model& model) {
  const auto own_or_general = [&](const auto& own) { return own.scope ? &*own.scope : &model.scope; };
  if (const auto* impute = std::get_if<ImputeStep>(&step)) return own_or_general(*impute);
  if (const auto* treat = std::get_if<TreatStep>(&step)) return own_or_general(*treat);
  if (const auto* normalise = std::get_if<NormaliseStep>(&step)) return own_or_general(*normalise);
  return nullptr;
}

void lay_out_scope(const Step& step, StepWork& work) {
  const FitScope* const scope = scope_of(step, work.model);
  if (scope && scope->kind == FitScope::Kind::per_period)
    work.groups = work.periods;
  else
    work.groups = {{0, work.rows()}};
  if (!scope) return;
  work.learns.assign(work.rows(), 0);
  for (const RowGroup& rows : work.periods) {
    const Period period = work.panel.units[rows.begin].period;
    if (scope->kind == FitScope::Kind::window && (period < scope->from || period > scope->to)) continue;
    for (std::size_t r = rows.begin; r < rows.end; ++r)
      work.learns[r] = work.fits[r] & work.result.included[r];
  }
}

void check_shape(const Structure& structure, const Panel& panel) {
  if (panel.values.rows() != panel.units.size() || panel.values.columns() != structure.indicators)
    throw std::invalid_argument("panel: not units x indicators");
  for (std::size_t i = 1; i < panel.units.size(); ++i) {
    const Unit& a = panel.units[i - 1];
    const Unit& b = panel.units[i];
    if (a.period > b.period || (a.period == b.period && a.code >= b.code))
      throw std::invalid_argument("panel: units not sorted by period and code, or twice: " + b.code);
  }
}

/// Learns a step column by column, applying it as it goes. Gives what was learned.
template <typename Learner>
ColumnFit by_columns(Learner learner, const StepWork& work, const Matrix& in, Matrix& out) {
  for (std::size_t c = 0; c < work.columns(); ++c)
    for (std::size_t g = 0; g < work.groups.size(); ++g) {
      learner.learn(c, g, in.column(c));
      const auto [begin, end] = work.groups[g];
      const Cells cells{c, g, begin, in.column(c).subspan(begin, end - begin),
                        out.column(c).subspan(begin, end - begin)};
      apply(learner.fit, cells, &work);
    }
  return std::move(learner.fit);
}

RowImputeFit by_rows(const ImputeStep& step, const StepWork& work, const Matrix& in, Matrix& out) {
  RowImputeFit fit = row_impute_fit(step, work);
  std::copy(in.all().begin(), in.all().end(), out.all().begin());
  RowImputeMemory memory;
  for (std::size_t g = 0; g < work.groups.size(); ++g) {
    learn_ranges(fit, g, in, work);
    const auto [begin, end] = work.groups[g];
    apply(fit, {{out.all().data() + begin, out.rows(), end - begin}, g, begin}, memory, &work);
  }
  return fit;
}

/// `every_column`: also what no cell needs now.
FittedStep learn_step(const Step& step, const std::vector<TreatmentPlan>& treatments,
                      const std::vector<Normalisation>& normalisations, const StepWork& work,
                      bool every_column, const Matrix& in, Matrix& out) {
  if (std::holds_alternative<DenominateStep>(step)) return by_columns(DenominateLearner(work), work, in, out);
  if (const auto* impute = std::get_if<ImputeStep>(&step)) {
    if (impute->by == ImputeStep::By::row) return by_rows(*impute, work, in, out);
    return by_columns(ImputeLearner(*impute, work, every_column), work, in, out);
  }
  if (const auto* over_time = std::get_if<ImputeOverTimeStep>(&step))
    return by_columns(OverTimeLearner(*over_time, work), work, in, out);
  if (std::holds_alternative<TreatStep>(step))
    return by_columns(TreatLearner(treatments, work), work, in, out);
  return by_columns(NormaliseLearner(std::get<NormaliseStep>(step), normalisations, work), work, in, out);
}

void score(const Matrix& figures, const std::vector<AggregateLevel>& levels,
           const std::vector<double>& weights, const StepWork& work) {
  const Structure& structure = work.model.structure;
  const std::size_t rows = work.rows();
  Matrix& scores = work.result.scores;
  scores.reshape(rows, structure.nodes.size());
  const auto above = std::copy(figures.all().begin(), figures.all().end(), scores.all().begin());
  std::fill(above, scores.all().end(), kMissing);
  for (std::size_t r = 0; r < rows; ++r)
    if (work.result.included[r] == 0)
      for (std::size_t c = 0; c < structure.indicators; ++c) scores(r, c) = kMissing;
  if (levels.empty()) return;
  AggregateMemory memory;
  aggregate({structure,
             levels,
             weights,
             {scores.all().data(), rows, rows},
             memory,
             work.result.included,
             work.periods,
             work.fits,
             &work});
}

}  // namespace

Engine::Engine(Model model) {
  if (model.structure.nodes.empty()) throw std::invalid_argument("structure: empty");
  auto layout = std::make_shared<Layout>();
  const std::size_t steps = model.steps.size();
  layout->treatments.resize(steps);
  layout->normalisations.resize(steps);
  std::map<std::string, double, std::less<>> given_weights;
  for (std::size_t s = 0; s < steps; ++s) {
    if (const auto* treat = std::get_if<TreatStep>(&model.steps[s])) {
      layout->treatments[s] = per_column(model.structure, treat->plan, treat->overrides);
    } else if (const auto* normalise = std::get_if<NormaliseStep>(&model.steps[s])) {
      layout->normalisations[s] = per_column(model.structure, normalise->general, normalise->overrides);
    } else if (const auto* aggregate = std::get_if<AggregateStep>(&model.steps[s])) {
      if (s + 1 != steps) throw std::invalid_argument("steps: aggregate must be the last");
      layout->levels = per_node(model.structure, *aggregate);
      given_weights = aggregate->weights;
    }
  }
  layout->weights = sibling_weights(model.structure, given_weights);
  layout->model = std::move(model);
  layout_ = std::move(layout);
}

const Model& Engine::model() const { return layout_->model; }
const std::vector<double>& Engine::weights() const { return layout_->weights; }
const std::vector<AggregateLevel>& Engine::levels() const { return layout_->levels; }

std::span<double> StepWork::gather(std::span<const double> column, RowGroup group) const {
  std::vector<double>& scratch = result.scratch;
  if (scratch.size() < rows()) scratch.resize(rows());
  std::size_t n = 0;
  for (std::size_t r = group.begin; r < group.end; ++r) {
    scratch[n] = column[r];
    n += static_cast<std::size_t>(learns[r] & static_cast<std::uint8_t>(!is_missing(column[r])));
  }
  return {scratch.data(), n};
}

void Engine::run(const Panel& panel, Result& result) const { learn(panel, result, nullptr); }

std::shared_ptr<const Fitted> Engine::fit(const Panel& panel) const {
  auto fitted = std::make_shared<Fitted>();
  Result result;
  learn(panel, result, fitted.get());
  return fitted;
}

void Engine::learn(const Panel& panel, Result& result, Fitted* fitted) const {
  const Layout& layout = *layout_;
  const Structure& structure = layout.model.structure;
  check_shape(structure, panel);
  const std::size_t rows = panel.units.size();
  const std::size_t steps = layout.model.steps.size();
  result.included.assign(rows, 1);
  result.changes.clear();
  result.notes.clear();
  result.treatments.clear();
  result.screens.clear();
  result.learned.clear();
  result.stage_of_step.assign(steps, -1);

  StepWork work{layout.model, panel, result, {}, {}, 0, {}, {}};
  for (const Panel::Block& block : panel.blocks()) work.periods.push_back({block.begin, block.end});
  for (const Unit& unit : panel.units) work.fits.push_back(unit.fits);
  std::size_t stages = 0;
  const auto figures = [&]() -> const Matrix& {
    return stages == 0 ? panel.values : result.stages[stages - 1];
  };
  if (result.stages.size() < steps) result.stages.resize(steps);
  for (std::size_t s = 0; s < steps; ++s) {
    const Step& step = layout.model.steps[s];
    work.step = static_cast<std::uint16_t>(s);
    lay_out_scope(step, work);
    if (const auto* screen = std::get_if<ScreenStep>(&step)) {
      run_screen(*screen, work, figures());
      continue;
    }
    if (std::holds_alternative<AggregateStep>(step)) continue;
    const Matrix& in = figures();
    Matrix& out = result.stages[stages];
    out.reshape(rows, structure.indicators);
    FittedStep fit =
        learn_step(step, layout.treatments[s], layout.normalisations[s], work, fitted != nullptr, in, out);
    if (fitted) fitted->steps.push_back({std::move(fit), work.groups.size() > 1, step.index()});
    result.stage_of_step[s] = static_cast<int>(stages++);
  }
  result.stages.resize(stages);
  score(figures(), layout.levels, layout.weights, work);
  if (!fitted) return;
  fitted->columns = structure.indicators;
  fitted->periods = std::move(work.periods);
  fitted->fits = std::move(work.fits);
  fitted->included = std::move(result.included);
}

}  // namespace dajuan::index
