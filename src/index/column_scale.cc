#include "index/column_scale.h"

#include <algorithm>

namespace dajuan::index {
namespace {

template <typename Formula>
void each(const Cells& cells, Formula formula) {
  const double* const in = cells.in.data();
  double* const out = cells.out.data();
  const std::size_t n = cells.in.size();
  for (std::size_t i = 0; i < n; ++i) out[i] = formula(in[i]);
}

double on_line(const Line& line, double figure) {
  return (figure * line.turn - line.shift) * line.factor + line.offset;
}

/// How many of the sorted values are below x, or with `or_equal` not above it. Halves the range without a
/// branch that depends on the values.
template <bool or_equal>
std::size_t count_below(const std::vector<double>& sorted, double x) {
  const double* from = sorted.data();
  std::size_t n = sorted.size();
  while (n > 0) {
    const std::size_t half = (n + 1) / 2;
    const double last = from[half - 1];
    from += (or_equal ? last <= x : last < x) ? half : 0;
    n -= half;
  }
  return static_cast<std::size_t>(from - sorted.data());
}

double rank(const PlaceInSample& scale, double x) {
  const auto below = static_cast<double>(count_below<false>(scale.sample, x));
  if (scale.ties == stats::Ties::min) return below + 1;
  const auto up_to = static_cast<double>(count_below<true>(scale.sample, x));
  const double equal = std::max(1.0, up_to - below);
  return scale.ties == stats::Ties::average ? below + (equal + 1) / 2 : below + equal;
}

void scale_to(const LeftOut&, const Cells& cells, const StepWork*) {
  std::fill(cells.out.begin(), cells.out.end(), kMissing);
}

void scale_to(const Turned& scale, const Cells& cells, const StepWork*) {
  each(cells, [turn = scale.turn](double figure) { return figure * turn; });
}

void scale_to(const Line& line, const Cells& cells, const StepWork*) {
  each(cells, [line](double figure) { return on_line(line, figure); });
}

void scale_to(const LimitedLine& scale, const Cells& cells, const StepWork*) {
  each(cells, [scale](double figure) {
    const double y = on_line(scale.line, figure);
    const double not_low = y < scale.lowest ? scale.lowest : y;
    return not_low > scale.highest ? scale.highest : not_low;
  });
}

void scale_to(const BesideMean& scale, const Cells& cells, const StepWork*) {
  each(cells, [scale](double figure) {
    const double gap = figure * scale.turn - scale.mean;
    return is_missing(figure) ? kMissing : gap > scale.band ? 1.0 : gap < -scale.band ? -1.0 : 0.0;
  });
}

void scale_to(const AdjustedScale& scale, const Cells& cells, const StepWork*) {
  each(cells,
       [scale](double figure) { return stats::adjusted_value(figure * scale.turn, scale.goalposts, 1); });
}

void scale_to(const ShareOfBest& scale, const Cells& cells, const StepWork* record) {
  if (scale.turn > 0) return each(cells, [scale](double figure) { return figure * scale.turn / scale.best; });
  if (record) {
    for (std::size_t i = 0; i < cells.in.size(); ++i)
      if (cells.in[i] * scale.turn >= 0)
        record->note_cell(cells.first + i, cells.column, Message("engine.fraction_undefined"));
  }
  each(cells, [scale](double figure) {
    const double x = figure * scale.turn;
    return x >= 0 ? kMissing : scale.best / x;
  });
}

void scale_to(const PlaceInSample& scale, const Cells& cells, const StepWork*) {
  const double turn = scale.turn;
  switch (scale.method) {
    case NormaliseMethod::borda:
      return each(cells, [&, turn](double figure) {
        return is_missing(figure) ? kMissing : rank(scale, figure * turn) - 1;
      });
    case NormaliseMethod::percentile_rank: {
      const double n = static_cast<double>(scale.sample.size());
      return each(cells, [&, turn, n](double figure) {
        if (is_missing(figure)) return kMissing;
        // A single value is neither high nor low: the middle.
        return n > 1 ? std::min(1.0, (rank(scale, figure * turn) - 1) / (n - 1)) : 0.5;
      });
    }
    default:
      return each(cells, [&, turn](double figure) {
        return is_missing(figure) ? kMissing : rank(scale, figure * turn);
      });
  }
}

void scale_to(const Classes& scale, const Cells& cells, const StepWork*) {
  each(cells, [&scale](double figure) {
    return is_missing(figure) ? kMissing : scale.marks[count_below<true>(scale.bounds, figure * scale.turn)];
  });
}

}  // namespace

void apply(const NormaliseFit& fit, const Cells& cells, const StepWork* record) {
  std::visit([&](const auto& scale) { scale_to(scale, cells, record); },
             fit.columns(cells.column, cells.group));
}

}  // namespace dajuan::index
