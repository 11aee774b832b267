#pragma once
#include <compare>
#include <optional>
#include <string>
#include <string_view>

#include "base/period.h"

namespace dajuan::site {

/// A day of the Gregorian calendar, years 0001 to 9999.
struct CalendarDate {
  int year = 1;
  int month = 1;  ///< 1 to 12
  int day = 1;

  /// Exactly "2025-08-15", and a day that exists.
  static std::optional<CalendarDate> parse(std::string_view text);
  std::string text() const;

  friend auto operator<=>(const CalendarDate&, const CalendarDate&) = default;
};

int days_in_month(int year, int month);
/// The day after the last of a period.
CalendarDate day_after(Period period);

}  // namespace dajuan::site
