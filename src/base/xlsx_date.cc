#include "base/xlsx_date.h"

#include <cmath>

namespace dajuan::xlsx {
namespace {

struct Day {
  int year;
  int month;
  int day;
};

/// The proleptic Gregorian day so many days after 1970-01-01 (H. Hinnant, "chrono-Compatible Low-Level Date
/// Algorithms", civil_from_days, for days after the year 0).
Day day_of(long days) {
  days += 719468;
  const long era = days / 146097;
  const long day_of_era = days - era * 146097;
  const long year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
  const long day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  const long shifted_month = (5 * day_of_year + 2) / 153;
  const int day = static_cast<int>(day_of_year - (153 * shifted_month + 2) / 5 + 1);
  const int month = static_cast<int>(shifted_month < 10 ? shifted_month + 3 : shifted_month - 9);
  return {static_cast<int>(year_of_era + era * 400 + (month <= 2)), month, day};
}

std::string padded(int value, std::size_t width) {
  std::string text = std::to_string(value);
  return std::string(width > text.size() ? width - text.size() : 0, '0') + text;
}

}  // namespace

bool is_date_format(std::size_t id, std::string_view code) {
  if (code.empty()) {
    return (id >= 14 && id <= 17) || id == 22 || (id >= 27 && id <= 31) || id == 36 ||
           (id >= 50 && id <= 54) || id == 57 || id == 58;
  }
  if (code == "General") return false;
  bool day_or_year = false;
  bool month = false;
  bool time = false;
  for (std::size_t i = 0; i < code.size() && code[i] != ';'; ++i) {
    switch (code[i]) {
      case '"':
      case '[': {  // text, colour, locale, or a span of time
        const std::size_t end = code.find(code[i] == '"' ? '"' : ']', i + 1);
        if (code[i] == '[' && end == i + 2 && std::string_view("hHmMsS").find(code[i + 1]) < 6) time = true;
        i = end == std::string_view::npos ? code.size() : end;
        break;
      }
      case '\\':
      case '_':
      case '*':
        ++i;
        break;
      case 'y':
      case 'Y':
      case 'd':
      case 'D':
        day_or_year = true;
        break;
      case 'm':
      case 'M':
        month = true;
        break;
      case 'h':
      case 'H':
      case 's':
      case 'S':
        time = true;
        break;
      default:
        break;
    }
  }
  return day_or_year || (month && !time);
}

bool is_percent_format(std::size_t id, std::string_view code) {
  if (code.empty()) return id == 9 || id == 10;
  bool in_text = false;
  for (std::size_t i = 0; i < code.size() && (in_text || code[i] != ';'); ++i) {
    if (code[i] == '"') in_text = !in_text;
    if (!in_text && code[i] == '%') return true;
    if (code[i] == '\\') ++i;
  }
  return false;
}

std::optional<std::string> date_text(double serial, bool from_1904) {
  constexpr long kFrom1904 = -24107;  // 1904-01-01, in days from 1970-01-01
  constexpr long kFrom1900 = -25569;  // 1899-12-30
  constexpr double kDay = 86400.0;
  if (!(serial >= 0.0 && serial < 2958466.0)) return std::nullopt;
  double days = std::floor(serial);
  double seconds = std::floor((serial - days) * kDay + 0.5);
  if (seconds >= kDay) {
    seconds = 0.0;
    days += 1.0;
  }
  long day = static_cast<long>(days);
  if (from_1904) {
    day += kFrom1904;
  } else {
    if (day < 1 || day == 60) return std::nullopt;  // a time of day; the day that never was
    day += kFrom1900 + (day < 60 ? 1 : 0);
  }
  const Day date = day_of(day);
  if (date.year > 9999) return std::nullopt;
  std::string text = padded(date.year, 4) + "-" + padded(date.month, 2) + "-" + padded(date.day, 2);
  const int time = static_cast<int>(seconds);
  if (time != 0)
    text += "T" + padded(time / 3600, 2) + ":" + padded(time / 60 % 60, 2) + ":" + padded(time % 60, 2);
  return text;
}

}  // namespace dajuan::xlsx
