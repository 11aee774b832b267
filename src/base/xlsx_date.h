#pragma once
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace dajuan::xlsx {

/// Whether a number format shows a day, month or year: by its built-in number (ECMA-376 part 1, 18.8.30, with
/// those of the Chinese, Japanese and Korean Excel), or by its code when it has one. Times alone and spans of
/// time are no dates.
bool is_date_format(std::size_t id, std::string_view code);

/// Whether a number format shows a percentage, told likewise.
bool is_percent_format(std::size_t id, std::string_view code);

/// A day number of a workbook as ISO 8601: 45427 gives 2024-05-15, 45427.25 gives 2024-05-15T06:00:00. Days
/// count from 1900 with Excel's 29 February of that year, or from 1904. Nothing before 1900 or after 9999.
std::optional<std::string> date_text(double serial, bool from_1904);

}  // namespace dajuan::xlsx
