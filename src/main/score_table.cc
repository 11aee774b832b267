#include "main/score_table.h"

#include <algorithm>
#include <cmath>

#include "base/number_text.h"
#include "base/text.h"

namespace dajuan {
namespace {

using namespace dajuan::index;

constexpr const char* kNone = "–";
constexpr std::size_t kMovers = 3;
constexpr int kMoverDecimals = 2;  // one of 123 indicators moves a score by little

struct Columns {
  std::size_t name = 0;
  std::size_t score = 0;
  std::size_t change = 0;
};

class ScoreTable {
 public:
  ScoreTable(const Scheme& scheme, const region::Regions& regions, const Series& series,
             const ScoreTableOptions& options)
      : scheme_(scheme), regions_(regions), series_(series), options_(options) {}

  std::string run() {
    const std::string heading = say("screen.heading", {{"title", scheme_.title.in(options_.language)},
                                                       {"period", options_.period.text()}});
    std::string out = heading + "\n";
    if (scheme_.simulated) out += say("screen.simulated") + "\n";
    const std::vector<std::size_t> rows = rows_to_show();
    if (rows.empty()) return out + say("screen.no_rows") + "\n";
    measure(rows);
    out += "\n" + header();
    const std::ptrdiff_t whole = series_.whole_of(rows.front());
    if (whole >= 0) out += line(static_cast<std::size_t>(whole)) + std::string(width(), '-') + "\n";
    for (const std::size_t row : rows) out += line(row);
    out += "\n" + say("screen.no_order") + "\n";
    if (whole >= 0) out += movers(static_cast<std::size_t>(whole));
    if (!scheme_.caution.in(options_.language).empty()) out += scheme_.caution.in(options_.language) + "\n";
    return out;
  }

 private:
  std::string say(const std::string& id,
                  std::vector<std::pair<std::string, std::string>> arguments = {}) const {
    return text(options_.language, Message(id, std::move(arguments)));
  }

  std::size_t top() const { return series_.structure().top(); }
  const Unit& unit(std::size_t row) const { return series_.panel().units[row]; }

  std::string name(std::size_t row) const {
    const int region = regions_.find(unit(row).code);
    return region < 0 ? unit(row).code : regions_[region].name.in(options_.language);
  }

  std::vector<std::size_t> rows_to_show() const {
    const std::string level = !options_.level.empty()        ? options_.level
                              : regions_.levels().size() > 1 ? regions_.levels()[1]
                                                             : scheme_.members;
    std::vector<std::size_t> rows;
    for (std::size_t r = 0; r < series_.panel().units.size(); ++r) {
      const int region = regions_.find(unit(r).code);
      if (unit(r).period == options_.period && region >= 0 && regions_[region].level == level)
        rows.push_back(r);
    }
    const auto key = [&](std::size_t r) {
      const double score = series_.score(r, top());
      return is_missing(score) ? -1e300 : score;
    };
    std::stable_sort(rows.begin(), rows.end(), [&](std::size_t a, std::size_t b) { return key(a) > key(b); });
    return rows;
  }

  void measure(const std::vector<std::size_t>& rows) {
    columns_.name = display_width(say("screen.region"));
    for (const std::size_t r : rows) columns_.name = std::max(columns_.name, display_width(name(r)));
    if (const std::ptrdiff_t whole = series_.whole_of(rows.front()); whole >= 0)
      columns_.name = std::max(columns_.name, display_width(name(static_cast<std::size_t>(whole))));
    columns_.score = std::max<std::size_t>(6, display_width(say("screen.score")));
    columns_.change = std::max(
        {std::size_t{6}, display_width(say("screen.on_previous")), display_width(say("screen.on_year_ago"))});
  }

  std::size_t width() const { return columns_.name + columns_.score + 2 * columns_.change + 6 + 2 + 20; }

  std::string header() const {
    return padded_right(say("screen.region"), columns_.name) + "  " +
           padded_left(say("screen.score"), columns_.score) + "  " +
           padded_left(say("screen.on_previous"), columns_.change) + "  " +
           padded_left(say("screen.on_year_ago"), columns_.change) + "  " + say("screen.light") + "\n";
  }

  std::string line(std::size_t row) const {
    const auto change = [&](Period period) {
      const std::ptrdiff_t other = series_.row_at(row, period);
      return other < 0 ? kMissing
                       : series_.score(row, top()) - series_.score(static_cast<std::size_t>(other), top());
    };
    constexpr const char* kLights[] = {"screen.good", "screen.falls_short", "screen.solve_now"};
    const Light light = series_.light(row, top()).light;
    return padded_right(name(row), columns_.name) + "  " +
           padded_left(score_text(series_.score(row, top())), columns_.score) + "  " +
           padded_left(change_text(change(options_.period.previous())), columns_.change) + "  " +
           padded_left(change_text(change(options_.period.year_ago())), columns_.change) + "  " +
           (light == Light::unknown ? kNone : say(kLights[static_cast<std::size_t>(light)])) + "\n";
  }

  /// The indicators that moved the whole most, on the month and on the year.
  std::string movers(std::size_t whole) const {
    std::string out;
    for (const Comparison comparison : {Comparison::previous, Comparison::year_ago}) {
      Decomposition why = series_.explain(whole, top(), comparison);
      if (!why.possible) continue;
      std::stable_sort(why.parts.begin(), why.parts.end(),
                       [](const Part& a, const Part& b) { return std::abs(a.amount) > std::abs(b.amount); });
      std::string list;
      for (std::size_t i = 0; i < std::min(kMovers, why.parts.size()); ++i) {
        const Node& node = series_.structure().nodes[static_cast<std::size_t>(why.parts[i].node)];
        if (!list.empty()) list += say("screen.list_comma");
        list += node.name.in(options_.language) + " " + change_text(why.parts[i].amount, kMoverDecimals);
      }
      out += say(comparison == Comparison::previous ? "screen.moved_previous" : "screen.moved_year_ago",
                 {{"region", name(whole)}, {"change", change_text(why.to - why.from)}, {"list", list}}) +
             "\n";
    }
    return out;
  }

  const Scheme& scheme_;
  const region::Regions& regions_;
  const Series& series_;
  const ScoreTableOptions& options_;
  Columns columns_;
};

}  // namespace

std::string score_text(double score) {
  if (is_missing(score)) return kNone;
  const std::string digits = fixed(std::abs(score), 1);
  return (score < 0 && digits != fixed(0, 1) ? "−" : "") + digits;
}

std::string change_text(double change, int decimals) {
  if (is_missing(change)) return kNone;
  const std::string digits = fixed(std::abs(change), decimals);
  if (digits == fixed(0, decimals)) return digits;
  return (change < 0 ? "−" : "+") + digits;
}

std::string score_table(const index::Scheme& scheme, const region::Regions& regions,
                        const index::Series& series, const ScoreTableOptions& options) {
  return ScoreTable(scheme, regions, series, options).run();
}

}  // namespace dajuan
