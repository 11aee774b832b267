#include "site/text_format.h"

#include <cmath>

#include "base/number_text.h"
#include "base/observation.h"
#include "base/text.h"

namespace dajuan::site {
namespace {

constexpr std::string_view kMinus = "−";
constexpr std::string_view kDash = "–";

std::string with_minus(double number, int decimals) {
  std::string text = fixed(number, decimals);
  if (text.front() == '-') text.replace(0, 1, kMinus);
  return text;
}

std::string grouped(std::string digits) {
  const std::size_t point = std::min(digits.find('.'), digits.size());
  for (std::size_t at = point; at > 3; at -= 3) digits.insert(at - 3, ",");
  return digits;
}

int decimals_of(double figure) {
  const double size = std::fabs(figure);
  return size >= 10 ? 1 : size >= 1 ? 2 : 3;
}

std::string grouped_figure(double figure, int decimals) {
  const std::string digits = fixed(std::fabs(figure), decimals);
  const bool negative = figure < 0 && digits.find_first_not_of("0.") != std::string::npos;
  return (negative ? std::string(kMinus) : "") + grouped(digits);
}

}  // namespace

std::string score_text(double score) { return is_missing(score) ? std::string(kDash) : with_minus(score, 1); }

int shown_sign(double change, int decimals) {
  const std::string text = fixed(change, decimals);
  if (text.find_first_not_of("-0.") == std::string::npos) return 0;
  return text.front() == '-' ? -1 : 1;
}

std::string change_text(double change, int decimals) {
  if (is_missing(change)) return std::string(kDash);
  return (shown_sign(change, decimals) > 0 ? "+" : "") + with_minus(change, decimals);
}

std::string amount_text(double change) {
  return is_missing(change) ? std::string(kDash) : fixed(std::fabs(change), 1);
}

std::string figure_text(double figure) {
  if (is_missing(figure)) return std::string(kDash);
  return grouped_figure(figure, figure == std::floor(figure) ? 0 : decimals_of(figure));
}

std::string figure_text_like(double figure, double limit) {
  if (is_missing(limit)) return std::string(kDash);
  return grouped_figure(limit, decimals_of(figure == std::floor(figure) ? limit : figure));
}

std::string superscript(int number) {
  constexpr const char* kDigits[] = {"⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"};
  std::string out;
  for (const char digit : std::to_string(number)) out += digit == '-' ? "⁻" : kDigits[digit - '0'];
  return out;
}

std::string period_text(Language language, Period period) {
  constexpr const char* kMonths[] = {"site.month.1", "site.month.2",  "site.month.3",  "site.month.4",
                                     "site.month.5", "site.month.6",  "site.month.7",  "site.month.8",
                                     "site.month.9", "site.month.10", "site.month.11", "site.month.12"};
  constexpr const char* kQuarters[] = {"site.quarter.1", "site.quarter.2", "site.quarter.3",
                                       "site.quarter.4"};
  constexpr const char* kHalves[] = {"site.half.1", "site.half.2"};
  const auto place = static_cast<std::size_t>(period.place_in_year());
  const char* id = "site.year";
  if (period.frequency() == Frequency::month) id = kMonths[place];
  if (period.frequency() == Frequency::quarter) id = kQuarters[place];
  if (period.frequency() == Frequency::half_year) id = kHalves[place];
  return text(language, Message(id, {{"year", std::to_string(period.calendar_year())}}));
}

std::string date_text(Language language, const CalendarDate& date) {
  constexpr const char* kDates[] = {"site.date.1", "site.date.2",  "site.date.3",  "site.date.4",
                                    "site.date.5", "site.date.6",  "site.date.7",  "site.date.8",
                                    "site.date.9", "site.date.10", "site.date.11", "site.date.12"};
  return text(language, Message(kDates[date.month - 1],
                                {{"year", std::to_string(date.year)}, {"day", std::to_string(date.day)}}));
}

std::string joined_sentences(Language language, const std::vector<std::string>& sentences) {
  std::string out;
  for (const std::string& sentence : sentences) out += (out.empty() ? "" : sentence_gap(language)) + sentence;
  return out;
}

std::string sentence_gap(Language language) {
  // A message cannot be empty, so the gap stands between two signs.
  const std::string between = text(language, {"site.gap"});
  return between.substr(1, between.size() - 2);
}

std::string list_text(Language language, const std::vector<std::string>& items) {
  std::string out;
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (i > 0) out += text(language, {i + 1 == items.size() ? "site.list.last" : "site.list.next"});
    out += items[i];
  }
  return out;
}

std::string displayable(std::string_view text) {
  const auto reorders = [](char32_t code) {
    return code == 0x200E || code == 0x200F || (code >= 0x202A && code <= 0x202E) ||
           (code >= 0x2066 && code <= 0x2069);
  };
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const CodePoint point = code_point(text, at);
    const bool control = point.code < 0x20 || (point.code >= 0x7F && point.code < 0xA0);
    if (control) {
      out += ' ';
    } else if (point.code != kNotUtf8 && !reorders(point.code)) {
      out.append(text.substr(at, point.bytes));
    }
    at += point.bytes;
  }
  return out;
}

}  // namespace dajuan::site
