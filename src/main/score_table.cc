#include "main/score_table.h"

#include <algorithm>
#include <array>

#include "base/text.h"
#include "main/chance_text.h"
#include "main/score_sentences.h"

namespace dajuan {
namespace {

using namespace dajuan::index;
using stats::BesideWhole;

constexpr std::size_t kWidest = 100;
constexpr std::size_t kGap = 2;

enum Column : std::size_t { kName, kScore, kLimits, kPlaces, kPrevious, kYearAgo, kLight, kColumns };
constexpr std::array<bool, kColumns> kRight = {false, true, true, true, false, false, false};

/// A line of the table: cells, or only a heading, or a rule.
struct Line {
  enum class Kind { cells, heading, rule, gap } kind = Kind::cells;
  std::array<std::string, kColumns> cells;
};

/// Those of a level; without one, of the level below the root.
std::vector<const RankFamily*> families_to_show(const SeriesSources& sources, const Uncertainty& chance,
                                                const std::string& wanted) {
  const std::vector<std::string>& levels = sources.regions.levels();
  const std::string& level = !wanted.empty()     ? wanted
                             : levels.size() > 1 ? levels[1]
                                                 : sources.scheme.members;
  std::vector<const RankFamily*> families;
  for (const RankFamily& family : chance.families)
    if (family.level == level) families.push_back(&family);
  return families;
}

class ScoreTable {
 public:
  ScoreTable(const SeriesSources& sources, const Uncertainty& chance, const ScoreTableOptions& options)
      : sources_(sources),
        series_(sources.series),
        chance_(chance),
        language_(options.language),
        families_(families_to_show(sources, chance, options.level)) {}

  std::string run() {
    std::string out = say("screen.heading", {{"title", sources_.scheme.title.in(language_)},
                                             {"period", chance_.period.text()}}) +
                      "\n";
    if (sources_.scheme.simulated) out += say("screen.simulated") + "\n";
    if (families_.empty()) return out + say("screen.no_rows") + "\n";
    header();
    for (const RankFamily* family : families_) add(*family);
    return out + "\n" + drawn() + "\n" + score_sentences(sources_, chance_, families_, language_);
  }

 private:
  std::string say(const std::string& id,
                  std::vector<std::pair<std::string, std::string>> arguments = {}) const {
    return text(language_, Message(id, std::move(arguments)));
  }

  std::size_t top() const { return series_.structure().top(); }

  void header() {
    lines_.push_back({Line::Kind::cells,
                      {say("screen.region"), say("screen.score"), say("screen.limits"), say("screen.places"),
                       say("screen.on." + frequency_word(chance_.period.frequency())), say("screen.on.year"),
                       say("screen.light")}});
  }

  void add(const RankFamily& family) {
    std::vector<std::size_t> rows = family.rows;
    const auto key = [&](std::size_t row) {
      const double score = series_.score(row, top());
      return is_missing(score) ? -1e300 : score;
    };
    std::stable_sort(rows.begin(), rows.end(), [&](std::size_t a, std::size_t b) { return key(a) > key(b); });
    if (lines_.size() > 1) lines_.push_back({Line::Kind::gap, {}});
    const std::ptrdiff_t whole = series_.whole_of(rows.front());
    if (whole >= 0) {
      add(static_cast<std::size_t>(whole));
      lines_.push_back({Line::Kind::rule, {}});
    }
    const auto compared = [&](std::size_t row) {
      return chance_.beside_whole[chance_.at(row, top())].limits.known();
    };
    if (whole < 0 || rows.size() == 1 || std::none_of(rows.begin(), rows.end(), compared)) {
      for (const std::size_t row : rows) add(row);
      return;
    }
    const std::string name = name_of(sources_, static_cast<std::size_t>(whole), language_);
    const auto group = [&](const char* id, const auto& belongs) {
      const auto count = std::count_if(rows.begin(), rows.end(), belongs);
      if (count == 0) return;
      Line heading;
      heading.kind = Line::Kind::heading;
      heading.cells[kName] = say(id, {{"whole", name}, {"count", std::to_string(count)}});
      lines_.push_back(std::move(heading));
      for (const std::size_t row : rows)
        if (belongs(row)) add(row);
    };
    const auto is = [&](BesideWhole wanted) {
      return [&, wanted](std::size_t row) {
        return compared(row) && chance_.groups[chance_.at(row, top())] == wanted;
      };
    };
    group("screen.better", is(BesideWhole::above));
    group("screen.not_apart", is(BesideWhole::not_apart));
    group("screen.worse", is(BesideWhole::below));
    group("screen.not_compared", [&](std::size_t row) { return !compared(row); });
  }

  void add(std::size_t row) {
    constexpr const char* kLights[] = {"screen.good", "screen.falls_short", "screen.solve_now_short"};
    const std::size_t at = chance_.at(row, top());
    Line line;
    line.cells[kName] = name_of(sources_, row, language_);
    line.cells[kScore] = score_text(series_.score(row, top()));
    line.cells[kLimits] = score_limits(chance_.scores[at].limits, language_);
    if (chance_.places[at].of > 1)
      line.cells[kPlaces] = places_text(chance_.places[at].simultaneous, language_);
    for (const std::size_t k : {0, 1}) {
      const ScoreChange& change = chance_.changes[k][at];
      // Of a yearly series last period is last year.
      if (k == 0 && chance_.period.frequency() == Frequency::year) continue;
      if (change.word != ChangeWord::not_compared) line.cells[kPrevious + k] = change_cell(change, language_);
    }
    const Light light = series_.light(row, top()).light;
    if (light != Light::unknown) line.cells[kLight] = say(kLights[static_cast<std::size_t>(light)]);
    lines_.push_back(std::move(line));
  }

  std::string drawn() {
    std::array<std::size_t, kColumns> widths{};
    for (std::size_t c = 0; c < kColumns; ++c) {
      bool used = c == kName;
      for (const Line& line : lines_)
        used = used || (&line != &lines_.front() && line.kind == Line::Kind::cells && !line.cells[c].empty());
      for (const Line& line : lines_)
        if (used && line.kind == Line::Kind::cells)
          widths[c] = std::max(widths[c], display_width(line.cells[c]));
    }
    std::size_t others = 0;
    for (std::size_t c = 1; c < kColumns; ++c)
      if (widths[c] > 0) others += kGap + widths[c];
    const std::size_t room = others < kWidest ? kWidest - others : 0;
    widths[kName] = std::min(widths[kName], std::max(room, display_width(lines_.front().cells[kName])));
    std::string out;
    for (const Line& line : lines_) {
      if (line.kind == Line::Kind::rule) out += std::string(widths[kName] + others, '-');
      if (line.kind == Line::Kind::heading) out += line.cells[kName];
      if (line.kind == Line::Kind::cells) out += row_text(line, widths);
      out += "\n";
    }
    return out;
  }

  static std::string row_text(const Line& line, const std::array<std::size_t, kColumns>& widths) {
    std::string out;
    if (display_width(line.cells[kName]) > widths[kName]) {
      out = line.cells[kName] + "\n" + std::string(widths[kName], ' ');
    } else {
      out = padded_right(line.cells[kName], widths[kName]);
    }
    for (std::size_t c = 1; c < kColumns; ++c) {
      if (widths[c] == 0) continue;
      const std::string cell = line.cells[c].empty() ? "–" : line.cells[c];
      const std::string& shown = c == kPlaces || c == kLight ? line.cells[c] : cell;
      out += std::string(kGap, ' ') +
             (kRight[c] ? padded_left(shown, widths[c]) : padded_right(shown, widths[c]));
    }
    out.erase(out.find_last_not_of(' ') + 1);
    return out;
  }

  const SeriesSources& sources_;
  const Series& series_;
  const Uncertainty& chance_;
  Language language_;
  std::vector<const RankFamily*> families_;
  std::vector<Line> lines_;
};

}  // namespace

std::string score_table(const SeriesSources& sources, const Uncertainty& chance,
                        const ScoreTableOptions& options) {
  return ScoreTable(sources, chance, options).run();
}

}  // namespace dajuan
