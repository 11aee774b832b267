#include "index/engine_layout.h"

namespace dajuan::index {

void run_denominate(const StepWork& context, const Matrix& in, Matrix& out) {
  for (std::size_t c = 0; c < context.columns(); ++c) {
    const Node& node = context.model.structure.nodes[c];
    const std::span<const double> from = in.column(c);
    const std::span<double> to = out.column(c);
    if (node.denominator.empty()) {
      for (std::size_t r = 0; r < from.size(); ++r)
        to[r] = node.factor == 1 ? from[r] : from[r] * node.factor;
      continue;
    }
    const auto found = context.panel.denominators.find(node.denominator);
    if (found == context.panel.denominators.end()) {
      context.note(-1, static_cast<int>(c),
                   Message("engine.no_denominator", {{"denominator", node.denominator}}));
      for (double& value : to) value = kMissing;
      continue;
    }
    for (std::size_t r = 0; r < from.size(); ++r) {
      const double divisor = found->second[r];
      if (divisor > 0 || is_missing(divisor) || is_missing(from[r])) {
        to[r] = from[r] / divisor * node.factor;
        if (is_missing(to[r])) to[r] = kMissing;
      } else {
        to[r] = kMissing;
        context.note(static_cast<std::ptrdiff_t>(r), static_cast<int>(c),
                     Message("engine.denominator_not_positive", {{"denominator", node.denominator}}));
      }
    }
  }
}

void run_screen(const ScreenStep& step, const StepWork& context, const Matrix& in) {
  std::vector<ScreenRow>& screens = context.result.screens;
  screens.assign(context.rows(), {});
  for (std::size_t c = 0; c < context.columns(); ++c) {
    const std::span<const double> column = in.column(c);
    for (std::size_t r = 0; r < column.size(); ++r) {
      screens[r].missing += is_missing(column[r]);
      screens[r].zeros += column[r] == 0;
    }
  }
  const double indicators = static_cast<double>(context.columns());
  for (std::size_t r = 0; r < screens.size(); ++r) {
    ScreenRow& row = screens[r];
    const double available = indicators - static_cast<double>(row.missing);
    row.availability = available / indicators;
    row.nonzero = available > 0 ? 1 - static_cast<double>(row.zeros) / available : kMissing;
    const bool enough = row.availability >= step.min_availability;
    const bool nonzero = row.nonzero >= step.min_nonzero;
    switch (step.rule) {
      case ScreenStep::Rule::availability:
        row.included = enough;
        break;
      case ScreenStep::Rule::nonzero:
        row.included = nonzero;
        break;
      case ScreenStep::Rule::both:
        row.included = enough && nonzero;
        break;
    }
    row.included = row.included && available > 0;
    if (const auto forced = step.force.find(context.panel.units[r].code); forced != step.force.end())
      row.included = forced->second;
    row.included = row.included && context.result.included[r] != 0;
    context.result.included[r] = row.included;
  }
}

}  // namespace dajuan::index
