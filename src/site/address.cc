#include "site/address.h"

#include <algorithm>

namespace dajuan::site {
namespace {

/// Nothing that address_part makes ends in it.
constexpr char kNoPageName = '_';

/// Pages are named with small letters and hyphens.
bool reads_as_page_name(std::string_view part) {
  return std::all_of(part.begin(), part.end(), [](char c) { return (c >= 'a' && c <= 'z') || c == '-'; });
}

bool reads_as_period(std::string_view part, Frequency frequency) {
  const std::optional<Period> period = Period::parse(part);
  return period && period->frequency() == frequency;
}

}  // namespace

std::string_view section_word(Section section) {
  switch (section) {
    case Section::newest:
      return "";
    case Section::compare:
      return "compare";
    case Section::archive:
      return "archive";
    case Section::method:
      return "method";
    case Section::data:
      return "data";
    case Section::about:
      return "about";
    case Section::search:
      return "search";
  }
  return "";
}

std::string series_address(std::string_view series) { return address_part(series) + "/"; }

std::string section_address(std::string_view series, Section section) {
  const std::string_view word = section_word(section);
  return series_address(series) + std::string(word) + (word.empty() ? "" : "/");
}

std::string month_address(std::string_view series, Period period) {
  return series_address(series) + period.text() + "/";
}

std::string revision_address(std::string_view series, Period period, long long revision) {
  return month_address(series, period) + "revision-" + std::to_string(revision) + "/";
}

std::string region_address(std::string_view series, Frequency frequency, std::string_view code) {
  std::string part = address_part(code);
  if (reads_as_page_name(part) || reads_as_period(part, frequency)) part += kNoPageName;
  return series_address(series) + part + "/";
}

std::string indicator_address(std::string_view series, std::string_view code) {
  return series_address(series) + "indicator/" + address_part(code) + "/";
}

std::string rows_address(const std::string& first, std::size_t number) {
  return number == 0 ? first : first + "_page-" + std::to_string(number + 1) + "/";
}

std::string unit_address(const Result& result, int unit) {
  if (unit < 0 || unit == result.whole()) return series_address(result.series);
  return region_address(result.series, result.period.frequency(), result.code_of(result.unit(unit)));
}

std::string data_address(std::string_view series, Period period) {
  return "data/" + month_address(series, period);
}

std::string data_address(std::string_view series, Period period, long long revision) {
  return "data/" + revision_address(series, period, revision);
}

std::string address_part(std::string_view code) {
  constexpr char kHex[] = "0123456789abcdef";
  std::string out;
  for (const char c : code) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-';
    if (plain) {
      out += c;
      continue;
    }
    const auto byte = static_cast<unsigned char>(c);
    out += '_';
    out += kHex[byte >> 4];
    out += kHex[byte & 15];
  }
  return out;
}

std::string steps_up(std::string_view address) {
  std::string up;
  for (const char c : address)
    if (c == '/') up += "../";
  return up;
}

std::string relative_link(std::string_view from, std::string_view to) {
  // Folders that both have in common need not be left.
  std::size_t common = 0;
  for (std::size_t i = 0; i < std::min(from.size(), to.size()) && from[i] == to[i]; ++i)
    if (from[i] == '/') common = i + 1;
  const std::string link = steps_up(from.substr(common)) + std::string(to.substr(common));
  return link.empty() ? "./" : link;
}

}  // namespace dajuan::site
