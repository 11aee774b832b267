#pragma once
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace dajuan {

/// How long a reference period is, in months. The numbers are stored: do not change.
enum class Frequency : std::int8_t { month = 1, quarter = 3, half_year = 6, year = 12 };

/// A reference period of the years 0001 to 9999, written as SDMX does: 2025-06, 2024-Q1, 2024-S1, 2024.
/// Periods of one frequency are ordered; `ordinal` counts periods of that frequency from year 0.
class Period {
 public:
  Period() = default;
  Period(Frequency frequency, std::int32_t ordinal) : ordinal_(ordinal), frequency_(frequency) {}
  static Period month(int year, int month) { return {Frequency::month, year * 12 + month - 1}; }
  static Period year(int year) { return {Frequency::year, year}; }

  /// Reads exactly one of the four forms; nothing else is a period (no spaces, no other digits).
  static std::optional<Period> parse(std::string_view text);

  Frequency frequency() const { return frequency_; }
  std::int32_t ordinal() const { return ordinal_; }
  int months() const { return static_cast<int>(frequency_); }
  int calendar_year() const { return first_month_ordinal() / 12; }
  /// 0-based place in its year: month 0..11, quarter 0..3, half-year 0..1, year 0.
  int place_in_year() const { return ordinal_ % (12 / months()); }

  Period plus(int periods) const { return {frequency_, ordinal_ + periods}; }
  Period previous() const { return plus(-1); }
  Period year_ago() const { return plus(-12 / months()); }
  Period first_month() const { return {Frequency::month, first_month_ordinal()}; }
  Period last_month() const { return {Frequency::month, first_month_ordinal() + months() - 1}; }
  /// The period of a frequency that holds this period's last month.
  Period containing(Frequency frequency) const;

  std::string text() const;

  friend bool operator==(const Period&, const Period&) = default;
  /// By first month, then shorter first: a total order for sorting files that mix frequencies.
  friend std::strong_ordering operator<=>(const Period& a, const Period& b);

 private:
  std::int32_t first_month_ordinal() const { return ordinal_ * months(); }

  std::int32_t ordinal_ = 0;
  Frequency frequency_ = Frequency::month;
};

}  // namespace dajuan
