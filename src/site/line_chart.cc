#include <algorithm>

#include "base/number_text.h"
#include "site/axis.h"
#include "site/parts.h"
#include "site/text_format.h"

namespace dajuan::site {
namespace {

// In units of the drawing of web/pages/line.tpl (356 x 150), which is shown at about that size.
constexpr double kLeft = 30;
constexpr double kRight = 318;  ///< the newest value is written beyond it
constexpr double kTop = 10;
constexpr double kBottom = 130;
constexpr int kYearsApart = 2;
/// The line shows ten years, and so does the table beside it.
constexpr std::size_t kYears = 10;

/// The scores of a unit from `first` to the reference period.
struct Line {
  std::vector<std::pair<Period, double>> points;
  Line(const Unit& unit, Period first) {
    for (const auto& point : unit.history)
      if (point.first >= first) points.push_back(point);
  }
};

class Drawing {
 public:
  Drawing(Period first, Period last, const std::vector<double>& scores)
      : first_(first), periods_(std::max(1, last.ordinal() - first.ordinal())), axis_(round_axis(scores)) {}

  const Axis& axis() const { return axis_; }
  std::string x(Period period) const { return fixed(at(period), 1); }
  std::string y(double score) const { return fixed(kBottom - axis_.share(score) * (kBottom - kTop), 1); }
  /// A gap in the scores, or a period that is missing, is a gap in the line.
  std::string path(const Line& line) const {
    std::string out;
    bool drawing = false;
    int before = 0;
    for (const auto& [period, score] : line.points) {
      const bool joined = drawing && period.ordinal() == before + 1;
      before = period.ordinal();
      drawing = !is_missing(score);
      if (drawing) out += (joined ? "L" : "M") + x(period) + " " + y(score);
    }
    return out;
  }

 private:
  double at(Period period) const {
    return kLeft + (period.ordinal() - first_.ordinal()) * (kRight - kLeft) / periods_;
  }
  Period first_;
  int periods_;
  Axis axis_;
};

std::string whole_number(double value) {
  std::string text = fixed(value, value == static_cast<double>(static_cast<long long>(value)) ? 0 : 2);
  if (text.front() == '-') text.replace(0, 1, "−");
  return text;
}

}  // namespace

void add_line(View& view, const Context& context, const Unit& unit, const Unit* whole) {
  const Result& result = context.result;
  const int a_year = 12 / result.period.months();
  const Period earliest = result.period.plus(-static_cast<int>(kYears) * a_year);
  const Period first = std::max(result.first, earliest);
  const Line own(unit, first);
  std::vector<double> scores;
  for (const auto& point : own.points) scores.push_back(point.second);
  if (std::count_if(scores.begin(), scores.end(), [](double score) { return !is_missing(score); }) < 2)
    return;
  View& chart = view.include("LINE", "line");
  const Line reference = whole == nullptr ? Line(unit, result.period.plus(1)) : Line(*whole, first);
  for (const auto& point : reference.points) scores.push_back(point.second);
  const Drawing drawing(first, result.period, scores);

  chart.set("OWN", context.name(unit));
  const Language language = context.language;
  chart.set("TITLE", context.say({"site.line.title", {{"name", context.name(unit)}}}));
  const auto newest = own.points.back();
  std::string description = context.say({"site.line.description",
                                         {{"first", period_text(language, own.points.front().first)},
                                          {"from", score_text(own.points.front().second)},
                                          {"last", period_text(language, newest.first)},
                                          {"to", score_text(newest.second)}}});
  for (double tick = drawing.axis().low; tick <= drawing.axis().high + drawing.axis().step / 2;
       tick += drawing.axis().step)
    chart.add("TICK").set("Y", drawing.y(tick)).set("TEXT", whole_number(tick));
  for (Period year = Period(result.period.frequency(), 0).plus(first.ordinal()); year <= result.period;
       year = year.plus(1)) {
    if (year.place_in_year() != 0 || year.calendar_year() % kYearsApart != 0) continue;
    chart.add("YEAR").set("X", drawing.x(year)).set("TEXT", std::to_string(year.calendar_year()));
  }
  chart.set("PATH", drawing.path(own));
  if (whole != nullptr) {
    chart.add("REFERENCE").set("PATH", drawing.path(reference)).set("NAME", context.name(*whole));
    description += context.say({"site.line.reference", {{"name", context.name(*whole)}}});
  }
  chart.set("DESCRIPTION", description);
  if (!is_missing(newest.second)) {
    View& end = chart.add("END");
    end.set("X", drawing.x(newest.first))
        .set("Y", drawing.y(newest.second))
        .set("TEXT", score_text(newest.second));
  }
  for (auto point = own.points.rbegin(); point != own.points.rend(); ++point)
    chart.add("POINT")
        .set("PERIOD", period_text(language, point->first))
        .set("SCORE", score_text(point->second));
}

}  // namespace dajuan::site
