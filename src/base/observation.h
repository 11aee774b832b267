#pragma once
#include <cmath>
#include <limits>
#include <optional>
#include <string_view>

namespace dajuan {

/// A missing value. The only not-a-number that the program makes; its reason stands in an ObsStatus beside
/// it.
inline constexpr double kMissing = std::numeric_limits<double>::quiet_NaN();
inline bool is_missing(double value) { return value != value; }

/// Observation status: the codes of SDMX CL_OBS_STATUS 2.2. The letters are stored in files: do not change.
enum class ObsStatus : char {
  normal = 'A',
  time_series_break = 'B',
  definition_differs = 'D',
  estimated = 'E',
  forecast = 'F',
  experimental = 'G',
  missing_holiday = 'H',
  imputed = 'I',
  derogation = 'J',
  included_elsewhere = 'K',
  not_reported = 'L',
  not_applicable = 'M',
  not_significant = 'N',
  missing = 'O',
  provisional = 'P',
  suppressed = 'Q',
  strike = 'S',
  low_reliability = 'U',
  unvalidated = 'V',
  includes_other = 'W',
};

/// The status of a one-letter code; nothing when the code is not in the list.
constexpr std::optional<ObsStatus> obs_status(std::string_view code) {
  constexpr std::string_view kCodes = "ABDEFGHIJKLMNOPQSUVW";
  if (code.size() != 1 || kCodes.find(code[0]) == std::string_view::npos) return std::nullopt;
  return static_cast<ObsStatus>(code[0]);
}

/// Whether a cell of this status must be without a value (H K L M O Q).
constexpr bool has_no_value(ObsStatus status) {
  return std::string_view("HKLMOQ").find(static_cast<char>(status)) != std::string_view::npos;
}

}  // namespace dajuan
