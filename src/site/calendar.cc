#include "site/calendar.h"

#include <algorithm>

namespace dajuan::site {
namespace {

std::string padded(int number, std::size_t width) {
  std::string digits = std::to_string(number);
  return std::string(width - std::min(width, digits.size()), '0') + digits;
}

}  // namespace

int days_in_month(int year, int month) {
  constexpr int kDays[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  return month == 2 && leap ? 29 : kDays[month - 1];
}

std::optional<CalendarDate> CalendarDate::parse(std::string_view text) {
  constexpr std::string_view kForm = "0000-00-00";
  if (text.size() != kForm.size()) return std::nullopt;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool digit = text[i] >= '0' && text[i] <= '9';
    if (kForm[i] == '0' ? !digit : text[i] != kForm[i]) return std::nullopt;
  }
  const auto number = [&](std::size_t at, std::size_t digits) {
    int value = 0;
    for (const char c : text.substr(at, digits)) value = 10 * value + (c - '0');
    return value;
  };
  const CalendarDate date{number(0, 4), number(5, 2), number(8, 2)};
  const bool exists = date.year >= 1 && date.month >= 1 && date.month <= 12 && date.day >= 1 &&
                      date.day <= days_in_month(date.year, date.month);
  return exists ? std::optional(date) : std::nullopt;
}

std::string CalendarDate::text() const {
  return padded(year, 4) + "-" + padded(month, 2) + "-" + padded(day, 2);
}

CalendarDate day_after(Period period) {
  const Period month = period.last_month().plus(1);
  return {month.calendar_year(), month.place_in_year() + 1, 1};
}

}  // namespace dajuan::site
