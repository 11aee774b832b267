#include "main/score_sentences.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>
#include <vector>

#include "base/number_text.h"
#include "main/chance_text.h"

namespace dajuan {
namespace {

using namespace dajuan::index;

constexpr std::size_t kMovers = 3;
constexpr int kMoverDecimals = 2;  // one of 123 indicators moves a score by little
/// More places that are settled are counted, not named.
constexpr std::size_t kSettled = 8;
constexpr std::size_t kPrevious = 0;
constexpr std::size_t kYearAgo = 1;

class Sentences {
 public:
  Sentences(const SeriesSources& sources, const Uncertainty& chance,
            std::span<const RankFamily* const> families, Language language)
      : sources_(sources),
        series_(sources.series),
        chance_(chance),
        families_(families),
        language_(language) {
    for (const RankFamily* family : families)
      rows_.insert(rows_.end(), family->rows.begin(), family->rows.end());
  }

  std::string run() {
    for (const std::size_t k : comparisons()) moved(k);
    const std::ptrdiff_t whole = series_.whole_of(rows_.front());
    if (families_.size() == 1 && whole >= 0) moved_by(static_cast<std::size_t>(whole));
    if (rows_.size() == 1) moved_by(rows_.front());
    const bool chance = std::any_of(rows_.begin(), rows_.end(), [&](std::size_t row) {
      return chance_.scores[chance_.at(row, top())].limits.known();
    });
    if (chance) settled();
    if (rows_.size() > 1) line(say("screen.no_order"));
    if (chance) {
      line(say("screen.limits_note",
               {{"level", percent_text(chance_.level)}, {"share", percent_text(chance_.false_discovery)}}));
      line(draws_text(chance_, language_));
    }
    line(models_text(sources_, chance_, top(), language_));
    const std::string& caution = sources_.scheme.caution.in(language_);
    if (!caution.empty()) line(caution);
    return std::move(out_);
  }

 private:
  using Arguments = std::vector<std::pair<std::string, std::string>>;
  std::string say(const std::string& id, Arguments arguments = {}) const {
    return text(language_, Message(id, std::move(arguments)));
  }
  void line(const std::string& content) { out_ += content + "\n"; }
  void sentence(const std::string& clauses) { line(say("site.sentence", {{"clauses", clauses}})); }

  std::size_t top() const { return series_.structure().top(); }
  std::string name(std::size_t row) const { return name_of(sources_, row, language_); }
  const ScoreChange& change(std::size_t k, std::size_t row, std::size_t node) const {
    return chance_.changes[k][chance_.at(row, node)];
  }

  /// On the year first. Of a yearly series last period is last year.
  std::vector<std::size_t> comparisons() const {
    if (chance_.period.frequency() == Frequency::year) return {kYearAgo};
    return {kYearAgo, kPrevious};
  }

  /// Of 32 states seven rose and four fell; the other 21 did not clearly move.
  void moved(std::size_t k) {
    if (!chance_.compared[k] || rows_.size() == 1) return;
    std::array<std::size_t, 7> number{};
    for (const std::size_t row : rows_) ++number[static_cast<std::size_t>(change(k, row, top()).word)];
    const auto of = [&](ChangeWord word) { return number[static_cast<std::size_t>(word)]; };
    const std::size_t rose = of(ChangeWord::rose);
    const std::size_t fell = of(ChangeWord::fell);
    const std::size_t unclear = of(ChangeWord::no_clear_change);
    const std::string then = chance_.compared[k]->text();
    if (rose + fell + unclear == 0) {
      if (of(ChangeWord::other_season) > 0) line(say("screen.moved.other_season", {{"period", then}}));
      if (of(ChangeWord::same_figures) > 0) line(say("screen.moved.same_figures", {{"period", then}}));
      return;
    }
    constexpr const char* kMoved[] = {"screen.moved.none", "screen.moved.rose", "screen.moved.fell",
                                      "screen.moved.both"};
    const std::string word = frequency_word(k == kYearAgo ? Frequency::year : chance_.period.frequency());
    std::string clauses = say(kMoved[(rose > 0 ? 1 : 0) + (fell > 0 ? 2 : 0)],
                              {{"time", say("screen.time." + word)},
                               {"all", units_text(families_.front()->level, rows_.size(), language_)},
                               {"rose", count_text(rose, language_)},
                               {"fell", count_text(fell, language_)}});
    if (rose + fell > 0 && unclear > 0)
      clauses += say("screen.moved.rest", {{"count", count_text(unclear, language_)}});
    if (const std::size_t others = rows_.size() - rose - fell - unclear; others > 0)
      clauses += say("screen.moved.not_compared", {{"count", count_text(others, language_)}});
    sentence(clauses);
  }

  /// How one region moved, and the indicators that clearly moved it most.
  void moved_by(std::size_t row) {
    for (const std::size_t k : comparisons()) {
      const ScoreChange& moved = change(k, row, top());
      const bool judged = moved.word == ChangeWord::rose || moved.word == ChangeWord::fell ||
                          moved.word == ChangeWord::no_clear_change;
      // What holds for all has been said of all.
      if (moved.word == ChangeWord::not_compared || (!judged && rows_.size() > 1)) continue;
      std::string clauses = say("screen.whole_moved." + std::string(change_word_name(moved.word)),
                                {{"region", name(row)},
                                 {"period", chance_.compared[k]->text()},
                                 {"change", change_text(moved.difference.value)},
                                 {"limits", change_limits(moved.difference.limits, language_)}});
      if (moved.word == ChangeWord::rose || moved.word == ChangeWord::fell) clauses += movers(k, row);
      sentence(clauses);
    }
  }

  std::string movers(std::size_t k, std::size_t row) const {
    Decomposition why = series_.explain(row, top(), kChanges[k]);
    std::erase_if(why.parts, [&](const Part& part) {
      const ChangeWord word = change(k, row, static_cast<std::size_t>(part.node)).word;
      const bool clear = word == ChangeWord::rose || word == ChangeWord::fell;
      return !clear || change_text(part.amount, kMoverDecimals) == fixed(0, kMoverDecimals);
    });
    std::stable_sort(why.parts.begin(), why.parts.end(),
                     [](const Part& a, const Part& b) { return std::abs(a.amount) > std::abs(b.amount); });
    std::string list;
    for (std::size_t i = 0; i < std::min(kMovers, why.parts.size()); ++i) {
      const Node& node = series_.structure().nodes[static_cast<std::size_t>(why.parts[i].node)];
      list += say(i == 0 ? "screen.moved_by" : "screen.moved_by_next",
                  {{"indicator", node.name.in(language_)},
                   {"amount", change_text(why.parts[i].amount, kMoverDecimals)}});
    }
    return list;
  }

  /// The places that are settled to one, among those that could have been another.
  void settled() {
    std::vector<std::string> list;
    std::size_t all = 0;
    for (const RankFamily* family : families_)
      for (const std::size_t row : family->rows) {
        const Places& places = chance_.places[chance_.at(row, top())];
        if (places.of < 2) continue;
        ++all;
        if (places.simultaneous.lower != places.simultaneous.upper) continue;
        const int parent = families_.size() == 1 ? -1 : sources_.regions.find(family->parent);
        const std::string above = parent < 0 ? "" : sources_.regions[parent].name.in(language_);
        list.push_back(say("screen.settled_one", {{"region", name(row) + in_brackets(above, language_)},
                                                  {"place", places_text(places.simultaneous, language_)}}));
      }
    if (all == 0) return;
    if (list.empty()) return line(say("screen.settled_none"));
    if (list.size() == all) return line(say("screen.settled_all"));
    if (list.size() > kSettled)
      return line(
          say("screen.settled_many", {{"count", std::to_string(list.size())}, {"all", std::to_string(all)}}));
    std::string named;
    for (std::size_t i = 0; i < list.size(); ++i) {
      if (i > 0) named += say(i + 1 == list.size() ? "chance.last" : "chance.comma");
      named += list[i];
    }
    line(say("screen.settled", {{"list", named}}));
  }

  const SeriesSources& sources_;
  const Series& series_;
  const Uncertainty& chance_;
  std::span<const RankFamily* const> families_;
  Language language_;
  std::vector<std::size_t> rows_;
  std::string out_;
};

}  // namespace

std::string score_sentences(const SeriesSources& sources, const Uncertainty& chance,
                            std::span<const RankFamily* const> families, Language language) {
  return Sentences(sources, chance, families, language).run();
}

}  // namespace dajuan
