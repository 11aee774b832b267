#include "site/line_chart.h"

#include <algorithm>
#include <cmath>

#include "base/number_text.h"
#include "base/text.h"
#include "site/axis.h"
#include "site/chance_text.h"
#include "site/text_format.h"

namespace dajuan::site {
namespace {

/// A drawing of web/pages/line.tpl, in pixels of about the size at which it is shown.
struct Box {
  const char* id;
  int width;
  int height;
  double left;
  double right;
  double top;
  double bottom;
  int years_apart;
  bool is_long;           ///< lines are named at their ends, and the fitted window and gaps are marked
  std::size_t name_room;  ///< columns of a name at the end of a line
};
constexpr Box kSmall = {"line-small", 356, 150, 30, 318, 10, 130, 2, false, 0};
constexpr Box kWide = {"line-wide", 1088, 340, 34, 940, 12, 312, 1, true, 14};
constexpr Box kNarrow = {"line-narrow", 358, 260, 28, 256, 10, 236, 2, true, 9};

/// The line shows ten years, and so does the table beside it.
constexpr int kYears = 10;
/// Names at the ends of lines keep this far apart, and inside the drawing.
constexpr double kNameHeight = 17;
/// A window narrower than this has no room for its name.
constexpr double kRoomForFit = 90;

using Points = std::vector<PastScore>;

Points since(const Unit* unit, Period first) {
  Points points;
  if (unit == nullptr) return points;
  for (const PastScore& past : unit->history)
    if (past.period >= first) points.push_back(past);
  return points;
}

bool has_score(const PastScore& past) { return !is_missing(past.score); }

std::string whole_number(double value) {
  std::string text = fixed(value, value == std::floor(value) ? 0 : 2);
  if (text.front() == '-') text.replace(0, 1, "−");
  return text;
}

class Drawing {
 public:
  Drawing(const Box& box, Period first, Period last, Axis axis)
      : box_(box), first_(first), periods_(std::max(1, last.ordinal() - first.ordinal())), axis_(axis) {}

  double at(Period period) const {
    return box_.left + (period.ordinal() - first_.ordinal()) * (box_.right - box_.left) / periods_;
  }
  double height(double score) const { return box_.bottom - axis_.share(score) * (box_.bottom - box_.top); }
  std::string x(Period period) const { return fixed(at(period), 1); }
  std::string y(double score) const { return fixed(height(score), 1); }

  /// Runs of periods that follow each other and have a value.
  template <typename Known>
  static std::vector<Points> runs(const Points& points, Known known) {
    std::vector<Points> runs;
    int before = 0;
    bool joined = false;
    for (const PastScore& past : points) {
      if (known(past)) {
        if (!joined || past.period.ordinal() != before + 1) runs.emplace_back();
        runs.back().push_back(past);
      }
      joined = known(past);
      before = past.period.ordinal();
    }
    return runs;
  }

  std::string path(const Points& points) const {
    std::string out;
    for (const Points& run : runs(points, has_score))
      for (std::size_t i = 0; i < run.size(); ++i)
        out += (i == 0 ? "M" : "L") + x(run[i].period) + " " + y(run[i].score);
    return out;
  }
  /// Between the limits, there along the upper and back along the lower.
  std::string band(const Points& points) const {
    std::string out;
    for (const Points& run : runs(points, [](const PastScore& past) { return past.limits.known(); })) {
      for (std::size_t i = 0; i < run.size(); ++i)
        out += (i == 0 ? "M" : "L") + x(run[i].period) + " " + y(run[i].limits.upper);
      for (auto past = run.rbegin(); past != run.rend(); ++past)
        out += "L" + x(past->period) + " " + y(past->limits.lower);
      out += "Z";
    }
    return out;
  }

 private:
  const Box& box_;
  Period first_;
  int periods_;
  Axis axis_;
};

/// What all drawings of one unit share.
struct Lines {
  const Context& context;
  const Unit& unit;
  const Unit* whole;
  Period first;
  Points own;
  Points reference;
  Axis axis;

  Lines(const Context& of, const Unit& shown, const Unit* beside)
      : context(of),
        unit(shown),
        whole(beside),
        first(std::max(of.result.first, of.result.period.plus(-kYears * 12 / of.result.period.months()))),
        own(since(&shown, first)),
        reference(since(beside, first)) {
    std::vector<double> values;
    for (const Points* points : {&own, &reference})
      for (const PastScore& past : *points) {
        values.push_back(past.score);
        values.push_back(past.limits.lower);
        values.push_back(past.limits.upper);
      }
    axis = round_axis(values);
  }

  bool enough() const { return std::count_if(own.begin(), own.end(), has_score) >= 2; }

  void draw(View& chart, const Box& box) const;
  void add_table(View& view) const;

 private:
  std::string description() const;
  void add_ends(View& chart, const Box& box, const Drawing& drawing) const;
  void add_marks(View& chart, const Box& box, const Drawing& drawing) const;
};

std::string Lines::description() const {
  const Language language = context.language;
  std::string text = context.say({"site.line.description",
                                  {{"first", period_text(language, own.front().period)},
                                   {"from", score_text(own.front().score)},
                                   {"last", period_text(language, own.back().period)},
                                   {"to", score_text(own.back().score)}}});
  if (whole != nullptr) text += context.say({"site.line.reference", {{"name", context.name(*whole)}}});
  return text;
}

void Lines::draw(View& chart, const Box& box) const {
  const Period last = context.result.period;
  const Drawing drawing(box, first, last, axis);
  const auto number = [](double value) { return fixed(value, 0); };
  chart.set("ID", box.id).set("BOX", "0 0 " + number(box.width) + " " + number(box.height));
  chart.set("LEFT", number(box.left)).set("RIGHT", number(box.right));
  chart.set("TICK_X", number(box.left - 6)).set("BOTTOM", number(box.bottom));
  chart.set("YEAR_END", number(box.bottom + 4)).set("YEAR_Y", number(box.bottom + 18));
  chart.set("TITLE", context.say({"site.line.title", {{"name", context.name(unit)}}}));
  chart.set("DESCRIPTION", description());
  for (double tick = axis.low; tick <= axis.high + axis.step / 2; tick += axis.step)
    chart.add("TICK").set("Y", drawing.y(tick)).set("TEXT", whole_number(tick));
  for (Period year = Period(last.frequency(), 0).plus(first.ordinal()); year <= last; year = year.plus(1)) {
    if (year.place_in_year() != 0 || year.calendar_year() % box.years_apart != 0) continue;
    chart.add("YEAR").set("X", drawing.x(year)).set("TEXT", std::to_string(year.calendar_year()));
  }
  if (box.is_long) add_marks(chart, box, drawing);
  if (whole != nullptr) {
    View& beside = chart.add("REFERENCE");
    beside.set("PATH", drawing.path(reference));
    if (const std::string band = drawing.band(reference); !band.empty()) beside.add("BAND").set("PATH", band);
  }
  if (const std::string band = drawing.band(own); !band.empty()) chart.add("OWN_BAND").set("PATH", band);
  chart.set("PATH", drawing.path(own));
  add_ends(chart, box, drawing);
}

void Lines::add_marks(View& chart, const Box& box, const Drawing& drawing) const {
  const index::FitScope& fit = context.result.fit;
  if (fit.kind == index::FitScope::Kind::window && fit.to >= first && fit.from <= context.result.period) {
    const double from = drawing.at(std::max(fit.from, first));
    const double to = drawing.at(std::min(fit.to, context.result.period));
    View& wash = chart.add("FIT");
    wash.set("X", fixed(from, 1)).set("WIDTH", fixed(to - from, 1));
    wash.set("Y", fixed(box.top, 0)).set("HEIGHT", fixed(box.bottom - box.top, 0));
    if (to - from >= kRoomForFit)
      wash.add("NAME").set("X", fixed(from + 8, 1)).set("Y", fixed(box.bottom - 8, 1));
  }
  // A gap is never drawn across: where it begins and ends stands a tick.
  const std::vector<Points> runs = Drawing::runs(own, has_score);
  for (std::size_t r = 1; r < runs.size(); ++r) {
    View& gap = chart.add("BREAK");
    gap.set("FROM", drawing.x(runs[r - 1].back().period)).set("TO", drawing.x(runs[r].front().period));
    gap.set("TOP", fixed(box.top, 0));
  }
}

void Lines::add_ends(View& chart, const Box& box, const Drawing& drawing) const {
  const PastScore& newest = own.back();
  if (!has_score(newest)) return;
  double own_y = drawing.height(newest.score);
  View& end = chart.add("END");
  end.set("X", drawing.x(newest.period)).set("Y", fixed(own_y, 1));
  const bool both = whole != nullptr && !reference.empty() && has_score(reference.back()) && box.is_long;
  double other_y = both ? drawing.height(reference.back().score) : 0;
  if (both && std::fabs(own_y - other_y) < kNameHeight) {
    const double middle = std::clamp((own_y + other_y) / 2, box.top + kNameHeight, box.bottom - kNameHeight);
    const double half = kNameHeight / 2;
    const bool above = own_y <= other_y;
    own_y = middle + (above ? -half : half);
    other_y = middle + (above ? half : -half);
  }
  const auto name = [&](const Unit& of, double score) {
    if (display_width(context.name(of)) > box.name_room) return score_text(score);
    return context.say({"site.line.end", {{"name", context.name(of)}, {"score", score_text(score)}}});
  };
  end.set("TEXT_Y", fixed(own_y, 1)).set("TEXT", name(unit, newest.score));
  if (both)
    chart.add("REFERENCE_END")
        .set("X", drawing.x(reference.back().period))
        .set("TEXT_Y", fixed(other_y, 1))
        .set("TEXT", name(*whole, reference.back().score));
}

void Lines::add_table(View& view) const {
  View& table = view.include("LINE_TABLE", "line_table");
  table.set("TITLE", context.say({"site.line.title", {{"name", context.name(unit)}}}));
  table.set("INTERVAL",
            context.say({"standing.interval", {{"level", percent_text(context.result.chance.level)}}}));
  for (auto past = own.rbegin(); past != own.rend(); ++past) {
    View& row = table.add("POINT");
    row.set("PERIOD", period_text(context.language, past->period)).set("SCORE", score_text(past->score));
    row.set("RANGE", range_text(context.language, past->limits));
  }
}

}  // namespace

void add_line(View& view, const Context& context, const Unit& unit, const Unit* whole) {
  const Lines lines(context, unit, whole);
  if (!lines.enough()) return;
  lines.draw(view.include("LINE", "line"), kSmall);
  lines.add_table(view);
}

bool add_long_line(View& view, const Context& context, const Unit& unit, const Unit* whole) {
  const Lines lines(context, unit, whole);
  if (!lines.enough()) return false;
  lines.draw(view.include("WIDE", "line"), kWide);
  lines.draw(view.include("NARROW", "line"), kNarrow);
  if (whole != nullptr)
    view.add("LINE_LEGEND").set("OWN", context.name(unit)).set("WHOLE", context.name(*whole));
  lines.add_table(view);
  return true;
}

}  // namespace dajuan::site
