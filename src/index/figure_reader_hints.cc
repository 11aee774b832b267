#include "index/figure_reader_hints.h"

#include <algorithm>
#include <vector>

#include "base/text.h"

namespace dajuan::index {
namespace {

bool all_digits(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

/// Edit distance (insert, delete, replace, swap of neighbours), or `limit` + 1 when it is more.
std::size_t distance(std::string_view a, std::string_view b, std::size_t limit) {
  if (a.size() > b.size() + limit || b.size() > a.size() + limit) return limit + 1;
  std::vector<std::vector<std::size_t>> d(a.size() + 1, std::vector<std::size_t>(b.size() + 1));
  for (std::size_t i = 0; i <= a.size(); ++i) {
    for (std::size_t j = 0; j <= b.size(); ++j) {
      if (i == 0 || j == 0) {
        d[i][j] = i + j;
        continue;
      }
      d[i][j] = std::min({d[i - 1][j] + 1, d[i][j - 1] + 1, d[i - 1][j - 1] + (a[i - 1] != b[j - 1])});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
        d[i][j] = std::min(d[i][j], d[i - 2][j - 2] + 1);
    }
  }
  return d[a.size()][b.size()];
}

/// The runs of digits in a text, and the text with each run replaced by '#'.
struct DigitRuns {
  std::vector<int> numbers;
  std::vector<std::size_t> lengths;
  std::string pattern;
};

DigitRuns digit_runs(std::string_view text) {
  DigitRuns runs;
  for (std::size_t i = 0; i < text.size();) {
    std::size_t end = i;
    int number = 0;
    while (end < text.size() && text[end] >= '0' && text[end] <= '9' && end - i < 9)
      number = number * 10 + (text[end++] - '0');
    if (end == i) {
      runs.pattern += text[i++];
      continue;
    }
    runs.numbers.push_back(number);
    runs.lengths.push_back(end - i);
    runs.pattern += '#';
    i = end;
  }
  return runs;
}

std::optional<Period> checked(int year, int months, int part) {
  if (year < 1000 || year > 9999 || part < 1 || part * months > 12) return std::nullopt;
  const auto frequency = static_cast<Frequency>(months);
  return Period(frequency, year * (12 / months) + part - 1);
}

}  // namespace

std::string lower(std::string_view text) {
  std::string result(text);
  for (char& c : result) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return result;
}

std::optional<Period> meant_period(std::string_view written) {
  const std::string text = lower(trim(fold_full_width(written)));
  const DigitRuns runs = digit_runs(text);
  const std::string& shape = runs.pattern;
  const auto number = [&](std::size_t i) { return runs.numbers[i]; };
  if (shape == "#" && runs.lengths[0] == 6) return checked(number(0) / 100, 1, number(0) % 100);
  if (shape == "#" && runs.lengths[0] == 8) return checked(number(0) / 10000, 1, number(0) / 100 % 100);
  if (shape == "#年" || shape == "#年度" || shape == "#.#") {
    if (runs.numbers.size() == 1 || (runs.lengths[1] == 1 && number(1) == 0))
      return checked(number(0), 12, 1);
  }
  for (const std::string_view form : {"#-#", "#/#", "#.#", "#年#月", "#年#月份", "#年#", "#m#", "#-m#",
                                      "#-#-#", "#/#/#", "#.#.#", "#年#月#日", "# #"}) {
    if (shape != form) continue;
    if (const auto month = checked(number(0), 1, number(1))) return month;
  }
  if (shape == "#/#" || shape == "#-#") return checked(number(1), 1, number(0));
  for (const std::string_view form : {"#q#", "#-q#", "# q#", "#年#季度", "#年第#季度", "#年#季"}) {
    if (shape == form) return checked(number(0), 3, number(1));
  }
  for (const std::string_view form : {"#s#", "#-s#", "#h#", "#-h#", "# h#"}) {
    if (shape == form) return checked(number(0), 6, number(1));
  }
  if (shape == "q#-#" || shape == "q# #" || shape == "q#/#") return checked(number(1), 3, number(0));
  constexpr std::string_view kNumerals[] = {"一", "二", "三", "四"};
  for (int part = 1; part <= 4; ++part) {
    const std::string numeral(kNumerals[part - 1]);
    if (shape == "#年" + numeral + "季度" || shape == "#年第" + numeral + "季度")
      return checked(number(0), 3, part);
  }
  if (shape == "#年上半年" || shape == "#上半年") return checked(number(0), 6, 1);
  if (shape == "#年下半年" || shape == "#下半年") return checked(number(0), 6, 2);
  constexpr std::string_view kMonths[] = {"jan", "feb", "mar", "apr", "may", "jun",
                                          "jul", "aug", "sep", "oct", "nov", "dec"};
  for (int month = 1; month <= 12; ++month) {
    const std::string name(kMonths[month - 1]);
    if (shape == name + "-#" || shape == name + " #" || shape == "#-" + name) {
      const int year = number(0) < 100 ? 2000 + number(0) : number(0);
      return checked(year, 1, month);
    }
  }
  return std::nullopt;
}

int nearest_region(const region::Regions& regions, std::string_view text) {
  if (text.empty()) return -1;
  std::string_view trimmed = text;
  if (trimmed.ends_with(".0")) trimmed.remove_suffix(2);
  if (all_digits(trimmed)) {
    for (std::size_t zeros = 0; zeros <= 4; ++zeros) {
      if (const int found = regions.find(std::string(zeros, '0') + std::string(trimmed)); found >= 0)
        return found;
    }
  }
  const std::string wanted = lower(text);
  for (int i = 0; i < static_cast<int>(regions.size()); ++i) {
    if (regions[i].name.zh == text || lower(regions[i].name.en) == wanted || lower(regions[i].code) == wanted)
      return i;
  }
  for (int i = 0; i < static_cast<int>(regions.size()); ++i) {
    if (regions[i].name.zh.starts_with(text) || lower(regions[i].name.en).starts_with(wanted)) return i;
  }
  constexpr std::size_t kSlips = 2;
  std::size_t best = kSlips + 1;
  int nearest = -1;
  if (text.size() <= kSlips || text.size() > 64) return -1;
  for (int i = 0; i < static_cast<int>(regions.size()); ++i) {
    std::size_t slips = distance(text, regions[i].code, kSlips);
    if (text.size() > 2 * kSlips)
      slips = std::min(slips, distance(wanted, lower(regions[i].name.en), kSlips));
    if (slips < best) {
      best = slips;
      nearest = i;
    }
  }
  return nearest;
}

std::optional<std::string> without_separators(std::string_view text) {
  const std::size_t sign = text.starts_with('-') ? 1 : 0;
  const std::size_t point = std::min(text.find('.'), text.size());
  const std::string_view whole = text.substr(sign, point - sign);
  const std::vector<std::string_view> groups = split(whole, ',');
  if (groups.size() < 2 || !all_digits(groups[0]) || groups[0].size() > 3 || groups[0][0] == '0')
    return std::nullopt;
  std::string result(text.substr(0, sign));
  for (std::size_t i = 0; i < groups.size(); ++i) {
    if (!all_digits(groups[i]) || (i > 0 && groups[i].size() != 3)) return std::nullopt;
    result += groups[i];
  }
  const std::string_view fraction = text.substr(point);
  if (fraction.size() > 1 && !all_digits(fraction.substr(1))) return std::nullopt;
  return result.append(fraction);
}

}  // namespace dajuan::index
