#include "main/chance_text.h"

#include <array>
#include <cmath>
#include <utility>
#include <vector>

#include "base/number_text.h"
#include "index/words.h"

namespace dajuan {
namespace {

using namespace dajuan::index;

constexpr const char* kNone = "–";
/// Longer lists are cut, and what is missing counted.
constexpr std::size_t kNamed = 10;

std::string say(Language language, const std::string& id,
                std::vector<std::pair<std::string, std::string>> arguments = {}) {
  return text(language, Message(id, std::move(arguments)));
}

/// Whether an indicator stands below a node, or is it.
bool is_below(const Structure& structure, std::size_t indicator, std::size_t node) {
  int at = static_cast<int>(indicator);
  while (at >= 0 && at != static_cast<int>(node)) at = structure.nodes[static_cast<std::size_t>(at)].parent;
  return at >= 0;
}

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

std::string score_limits(const Limits& limits, Language language) {
  if (!limits.known()) return "";
  const char* id = limits.lower < 0 ? "chance.from_to" : "chance.range";
  return say(language, id, {{"lower", score_text(limits.lower)}, {"upper", score_text(limits.upper)}});
}

std::string change_limits(const Limits& limits, Language language, int decimals) {
  if (!limits.known()) return "";
  return say(
      language, "chance.from_to",
      {{"lower", change_text(limits.lower, decimals)}, {"upper", change_text(limits.upper, decimals)}});
}

std::string in_brackets(const std::string& limits, Language language) {
  return limits.empty() ? "" : say(language, "chance.brackets", {{"limits", limits}});
}

std::string place_text(std::size_t place, Language language) {
  const std::string digits = std::to_string(place);
  if (base_language(language) == Language::zh) return digits;
  const std::size_t tens = place % 100;
  if (tens >= 11 && tens <= 13) return digits + "th";
  constexpr const char* kEndings[] = {"th", "st", "nd", "rd"};
  return digits + (place % 10 < 4 ? kEndings[place % 10] : "th");
}

std::string places_text(const stats::RankSet& places, Language language) {
  const std::string lower = place_text(places.lower, language);
  if (places.lower == places.upper) return say(language, "chance.one_place", {{"place", lower}});
  return say(language, "chance.places", {{"lower", lower}, {"upper", place_text(places.upper, language)}});
}

std::string change_cell(const ScoreChange& change, Language language) {
  // A clear change is never shown as nothing.
  int decimals = 1;
  while (decimals < 3 && change_text(change.difference.value, decimals) == fixed(0, decimals)) ++decimals;
  const std::string difference = change_text(change.difference.value, decimals);
  switch (change.word) {
    case ChangeWord::rose:
      return say(language, "chance.cell.rose", {{"difference", difference}});
    case ChangeWord::fell:
      return say(language, "chance.cell.fell", {{"difference", difference}});
    case ChangeWord::no_clear_change:
      return say(language, "chance.cell.no_clear_change");
    case ChangeWord::same_figures:
      return say(language, "chance.cell.same_figures");
    case ChangeWord::other_season:
      return say(language, "chance.cell.other_season");
    case ChangeWord::no_error_model:
      return say(language, "chance.cell.no_error_model",
                 {{"difference", change_text(change.difference.value)}});
    case ChangeWord::not_compared:
      break;
  }
  return kNone;
}

std::string change_word(ChangeWord word, Language language) {
  if (word == ChangeWord::not_compared) return "";
  return say(language, "chance.word." + std::string(change_word_name(word)));
}

std::string frequency_word(Frequency frequency) { return std::string(word_of(kFrequencies, frequency)); }

std::string name_of(const SeriesSources& sources, std::size_t row, Language language) {
  const std::string& code = sources.series.panel().units[row].code;
  const int region = sources.regions.find(code);
  return region < 0 ? code : sources.regions[region].name.in(language);
}

std::string units_text(std::string_view level, std::size_t count, Language language) {
  if (count == 1) return say(language, "site.count.one");
  constexpr std::array<std::pair<std::string_view, const char*>, 8> kLevels = {
      {{"country", "site.count.country"},
       {"province", "site.count.province"},
       {"state", "site.count.state"},
       {"city", "site.count.city"},
       {"county", "site.count.county"},
       {"township", "site.count.township"},
       {"village", "site.count.village"},
       {"grid", "site.count.grid"}}};
  const char* id = "site.count.region";
  for (const auto& [name, message] : kLevels)
    if (name == level) id = message;
  return say(language, id, {{"count", std::to_string(count)}});
}

std::string count_text(std::size_t count, Language language) {
  constexpr std::size_t kInWords = 10;
  const std::string digits = std::to_string(count);
  return count > kInWords ? digits : say(language, "chance.number." + digits);
}

std::string percent_text(double share) {
  constexpr double kPercent = 100;
  constexpr int kDecimals = 6;
  std::string digits = fixed(share * kPercent, kDecimals);
  digits.erase(digits.find_last_not_of('0') + 1);
  if (digits.back() == '.') digits.pop_back();
  return digits;
}

std::string probability_text(double p, Language language) {
  constexpr double kLeast = 0.001;
  if (is_missing(p)) return "";
  if (p < kLeast) return say(language, "chance.p_below", {{"p", fixed(kLeast, 3)}});
  return say(language, "chance.p", {{"p", fixed(p, p < 0.1 ? 3 : 2)}});
}

std::string draws_text(const Uncertainty& chance, Language language) {
  constexpr double kPercent = 100;
  return say(language, "chance.draws",
             {{"draws", std::to_string(chance.draws)},
              {"seed", chance.seed},
              {"error", fixed(kPercent * chance.draw_error, 1)}});
}

std::string models_text(const SeriesSources& sources, const Uncertainty& chance, std::size_t node,
                        Language language) {
  const Structure& structure = sources.series.structure();
  std::string list;
  std::size_t number = 0;
  std::size_t all = 0;
  for (std::size_t i = 0; i < structure.indicators; ++i) {
    if (!is_below(structure, i, node)) continue;
    ++all;
    if (sources.scheme.rules[i].error.kind != ErrorKind::unsaid) continue;
    if (++number > kNamed) continue;
    list += (list.empty() ? "" : say(language, "chance.comma")) + structure.nodes[i].name.in(language);
  }
  if (number == 0)
    return say(language, node < structure.indicators ? "chance.modelled" : "chance.all_modelled");
  if (number == all) return say(language, "chance.none_modelled");
  if (number > kNamed) list += say(language, "chance.and_more", {{"count", std::to_string(number - kNamed)}});
  return say(language, "chance.some_modelled",
             {{"share", fixed(100 * chance.modelled[node], 1)}, {"list", list}});
}

}  // namespace dajuan
