#include "site/chance_text.h"

#include <cmath>

#include "base/number_text.h"
#include "site/text_format.h"

namespace dajuan::site {
namespace {

std::string joined(Language language, bool dash, std::string lower, std::string upper) {
  if (lower == upper) return lower;
  return text(language, {dash ? "standing.range" : "standing.range_to",
                         {{"lower", std::move(lower)}, {"upper", std::move(upper)}}});
}

const char* ordinal_id(int number) {
  const int tens = number / 10 % 10;
  if (tens == 1) return "standing.place.th";
  switch (number % 10) {
    case 1:
      return "standing.place.st";
    case 2:
      return "standing.place.nd";
    case 3:
      return "standing.place.rd";
    default:
      return "standing.place.th";
  }
}

std::string place(Language language, int number) {
  return text(language, {ordinal_id(number), {{"number", std::to_string(number)}}});
}

}  // namespace

std::string range_text(Language language, const index::Limits& limits) {
  if (!limits.known()) return "";
  return joined(language, limits.lower >= 0, score_text(limits.lower), score_text(limits.upper));
}

std::string change_range_text(Language language, const index::Limits& limits, int decimals) {
  if (!limits.known()) return "";
  return joined(language, false, change_text(limits.lower, decimals), change_text(limits.upper, decimals));
}

std::string figure_range_text(Language language, double figure, const index::Limits& limits) {
  if (!limits.known()) return "";
  return joined(language, limits.lower >= 0, figure_text_like(figure, limits.lower),
                figure_text_like(figure, limits.upper));
}

std::string places_text(Language language, int lower, int upper) {
  if (lower == upper) return text(language, {"standing.place.one", {{"place", place(language, lower)}}});
  return text(language, {"standing.place.range",
                         {{"lower", place(language, lower)}, {"upper", place(language, upper)}}});
}

std::string places_in_words(Language language, int lower, int upper) {
  if (upper != lower + 1) return places_text(language, lower, upper);
  return text(language,
              {"standing.place.two", {{"lower", place(language, lower)}, {"upper", place(language, upper)}}});
}

std::string change_word_text(Language language, index::ChangeWord word) {
  constexpr const char* kIds[] = {"standing.word.not_compared",  "standing.word.rose",
                                  "standing.word.fell",          "standing.word.no_clear_change",
                                  "standing.word.same_figures",  "standing.word.other_season",
                                  "standing.word.no_error_model"};
  return text(language, {kIds[static_cast<std::size_t>(word)]});
}

std::string group_text(Language language, Group group, const std::string& whole) {
  constexpr const char* kIds[] = {"standing.group.better", "standing.group.not_apart", "standing.group.worse",
                                  "standing.group.unknown"};
  return text(language, {kIds[static_cast<std::size_t>(group)], {{"name", whole}}});
}

std::string percent_text(double share) {
  const std::string digits = fixed(100 * share, 1);
  return digits.ends_with(".0") ? digits.substr(0, digits.size() - 2) : digits;
}

std::size_t main_comparison(const Result& result) {
  if (result.period.frequency() == Frequency::year) return kPrevious;
  return result.chance.compared[kYearAgo] || !result.chance.compared[kPrevious] ? kYearAgo : kPrevious;
}

Period compared_period(const Result& result, std::size_t comparison) {
  if (const std::optional<Period>& period = result.chance.compared[comparison]) return *period;
  return comparison == kPrevious ? result.period.previous() : result.period.year_ago();
}

std::string span_text(const Context& context, std::size_t comparison) {
  if (comparison == kYearAgo) return context.say({"standing.span.year"});
  switch (context.result.period.frequency()) {
    case Frequency::month:
      return context.say({"standing.span.month"});
    case Frequency::quarter:
      return context.say({"standing.span.quarter"});
    case Frequency::half_year:
      return context.say({"standing.span.half"});
    case Frequency::year:
      break;
  }
  return context.say({"standing.span.year"});
}

}  // namespace dajuan::site
