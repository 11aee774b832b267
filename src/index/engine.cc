#include "index/engine.h"

#include <algorithm>
#include <stdexcept>

#include "index/engine_layout.h"

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

const std::optional<FitScope>* own_scope(const Step& step) {
  if (const auto* impute = std::get_if<ImputeStep>(&step)) return &impute->scope;
  if (const auto* treat = std::get_if<TreatStep>(&step)) return &treat->scope;
  if (const auto* normalise = std::get_if<NormaliseStep>(&step)) return &normalise->scope;
  return nullptr;
}

void lay_out_scope(const Step& step, const std::vector<Panel::Block>& blocks, StepWork& context) {
  const auto* own = own_scope(step);
  const FitScope& scope = own && own->has_value() ? **own : context.model.scope;
  context.groups.clear();
  if (scope.kind == FitScope::Kind::per_period) {
    for (const Panel::Block& block : blocks) context.groups.push_back({block.begin, block.end});
  } else {
    context.groups.push_back({0, context.rows()});
  }
  context.learns.assign(context.rows(), 0);
  for (const Panel::Block& block : blocks) {
    if (scope.kind == FitScope::Kind::window && (block.period < scope.from || block.period > scope.to))
      continue;
    for (std::size_t r = block.begin; r < block.end; ++r)
      context.learns[r] = context.panel.units[r].fits && context.result.included[r] != 0;
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

}  // namespace

Engine::Engine(Model model) {
  if (model.structure.nodes.empty()) throw std::invalid_argument("structure: empty");
  auto layout = std::make_shared<Layout>();
  const std::size_t steps = model.steps.size();
  layout->treatments.resize(steps);
  layout->normalisations.resize(steps);
  layout->aggregations.resize(steps);
  std::map<std::string, double, std::less<>> given_weights;
  for (std::size_t s = 0; s < steps; ++s) {
    if (const auto* treat = std::get_if<TreatStep>(&model.steps[s])) {
      layout->treatments[s] = per_column(model.structure, treat->plan, treat->overrides);
    } else if (const auto* normalise = std::get_if<NormaliseStep>(&model.steps[s])) {
      layout->normalisations[s] = per_column(model.structure, normalise->general, normalise->overrides);
    } else if (const auto* aggregate = std::get_if<AggregateStep>(&model.steps[s])) {
      if (s + 1 != steps) throw std::invalid_argument("steps: aggregate must be the last");
      layout->aggregations[s] = per_node(model.structure, *aggregate);
      given_weights = aggregate->weights;
    }
  }
  layout->weights = sibling_weights(model.structure, given_weights);
  layout->model = std::move(model);
  layout_ = std::move(layout);
}

const Model& Engine::model() const { return layout_->model; }
const std::vector<double>& Engine::weights() const { return layout_->weights; }
const AggregateLevel& Engine::level_of(std::size_t node) const {
  return layout_->aggregations.back().at(node);
}

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

void Engine::run(const Panel& panel, Result& result) const {
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

  const std::vector<Panel::Block> blocks = panel.blocks();
  StepWork context{layout.model, panel, result, 0, {}, {}};
  std::size_t stages = 0;
  const auto figures = [&]() -> const Matrix& {
    return stages == 0 ? panel.values : result.stages[stages - 1];
  };
  if (result.stages.size() < steps) result.stages.resize(steps);
  bool aggregated = false;
  for (std::size_t s = 0; s < steps; ++s) {
    const Step& step = layout.model.steps[s];
    context.step = static_cast<std::uint16_t>(s);
    lay_out_scope(step, blocks, context);
    if (const auto* screen = std::get_if<ScreenStep>(&step)) {
      run_screen(*screen, context, figures());
      continue;
    }
    if (std::holds_alternative<AggregateStep>(step)) {
      aggregated = true;
      continue;
    }
    const Matrix& in = figures();
    Matrix& out = result.stages[stages];
    out.reshape(rows, structure.indicators);
    if (std::holds_alternative<DenominateStep>(step)) {
      run_denominate(context, in, out);
    } else if (const auto* impute = std::get_if<ImputeStep>(&step)) {
      run_impute(*impute, context, in, out);
    } else if (const auto* over_time = std::get_if<ImputeOverTimeStep>(&step)) {
      run_impute_over_time(*over_time, context, in, out);
    } else if (std::holds_alternative<TreatStep>(step)) {
      run_treat(layout.treatments[s], context, in, out);
    } else {
      run_normalise(std::get<NormaliseStep>(step), layout.normalisations[s], context, in, out);
    }
    result.stage_of_step[s] = static_cast<int>(stages++);
  }
  result.stages.resize(stages);

  const Matrix& last = figures();
  result.scores.reshape(rows, structure.nodes.size());
  std::copy(last.all().begin(), last.all().end(), result.scores.all().begin());
  std::fill(result.scores.all().begin() + static_cast<std::ptrdiff_t>(last.all().size()),
            result.scores.all().end(), kMissing);
  for (std::size_t r = 0; r < rows; ++r)
    if (result.included[r] == 0)
      for (std::size_t c = 0; c < structure.indicators; ++c) result.scores(r, c) = kMissing;
  if (aggregated) run_aggregate(layout.aggregations.back(), layout.weights, context);
}

}  // namespace dajuan::index
