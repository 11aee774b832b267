#include "base/period.h"

namespace dajuan {
namespace {

bool digits(std::string_view text, int& value) {
  value = 0;
  for (const char c : text) {
    if (c < '0' || c > '9') return false;
    value = value * 10 + (c - '0');
  }
  return !text.empty();
}

std::string padded(int value, int width) {
  std::string result = std::to_string(value);
  while (static_cast<int>(result.size()) < width) result.insert(result.begin(), '0');
  return result;
}

}  // namespace

std::optional<Period> Period::parse(std::string_view text) {
  int year = 0;
  if (text.size() < 4 || !digits(text.substr(0, 4), year) || year == 0) return std::nullopt;
  if (text.size() == 4) return Period::year(year);
  if (text.size() != 7 || text[4] != '-') return std::nullopt;
  int part = 0;
  if (text[5] == 'Q' && digits(text.substr(6), part) && part >= 1 && part <= 4)
    return Period(Frequency::quarter, year * 4 + part - 1);
  if (text[5] == 'S' && digits(text.substr(6), part) && part >= 1 && part <= 2)
    return Period(Frequency::half_year, year * 2 + part - 1);
  if (digits(text.substr(5), part) && part >= 1 && part <= 12) return Period::month(year, part);
  return std::nullopt;
}

Period Period::containing(Frequency frequency) const {
  const std::int32_t last = first_month_ordinal() + months() - 1;
  return {frequency, last / static_cast<int>(frequency)};
}

std::string Period::text() const {
  const std::string year = padded(calendar_year(), 4);
  const int place = place_in_year() + 1;
  switch (frequency_) {
    case Frequency::month:
      return year + "-" + padded(place, 2);
    case Frequency::quarter:
      return year + "-Q" + std::to_string(place);
    case Frequency::half_year:
      return year + "-S" + std::to_string(place);
    case Frequency::year:
      break;
  }
  return year;
}

std::strong_ordering operator<=>(const Period& a, const Period& b) {
  if (const auto order = a.first_month_ordinal() <=> b.first_month_ordinal(); order != 0) return order;
  return a.months() <=> b.months();
}

}  // namespace dajuan
