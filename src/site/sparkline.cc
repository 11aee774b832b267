#include <algorithm>
#include <cmath>

#include "site/chance_marks.h"

namespace dajuan::site {
namespace {

// In tenths of the pixels that the drawing of web/pages/members.tpl has (104 × 40).
constexpr double kLeft = 20;
constexpr double kRight = 1000;  ///< room for the dot at the end
constexpr double kTop = 40;
constexpr double kBottom = 360;
constexpr int kYears = 10;

}  // namespace

Sparkline::Sparkline(const Result& result, const std::vector<int>& units, const Unit* whole)
    : first_(std::max(result.first, result.period.plus(-kYears * 12 / result.period.months()))),
      last_(result.period) {
  std::vector<double> scores;
  const auto take = [&](const Unit& unit) {
    for (const PastScore& past : unit.history)
      if (past.period >= first_) scores.push_back(past.score);
  };
  for (const int u : units) take(result.unit(u));
  if (whole != nullptr) take(*whole);
  axis_ = round_axis(scores);
}

long Sparkline::x(Period period) const {
  const int all = std::max(1, last_.ordinal() - first_.ordinal());
  return std::lround(kLeft + (period.ordinal() - first_.ordinal()) * (kRight - kLeft) / all);
}

long Sparkline::y(double score) const { return std::lround(kBottom - axis_.share(score) * (kBottom - kTop)); }

std::string Sparkline::path(const Unit& unit) const {
  std::string out;
  bool drawing = false;
  int before = 0;
  long at_x = 0;
  long at_y = 0;
  for (const PastScore& past : unit.history) {
    if (past.period < first_ || is_missing(past.score)) {
      drawing = false;
      continue;
    }
    const bool joined = drawing && past.period.ordinal() == before + 1;
    const long to_x = x(past.period);
    const long to_y = y(past.score);
    // Steps between rounded places, so that rounding does not add up.
    if (joined) {
      out += "l" + std::to_string(to_x - at_x) + (to_y < at_y ? "" : " ") + std::to_string(to_y - at_y);
    } else {
      out += "M" + std::to_string(to_x) + " " + std::to_string(to_y);
    }
    at_x = to_x;
    at_y = to_y;
    before = past.period.ordinal();
    drawing = true;
  }
  return out;
}

std::pair<std::string, std::string> Sparkline::end(const Unit& unit) const {
  if (unit.history.empty() || unit.history.back().period != last_ || is_missing(unit.history.back().score))
    return {};
  return {std::to_string(x(last_)), std::to_string(y(unit.history.back().score))};
}

}  // namespace dajuan::site
