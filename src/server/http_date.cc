#include "server/http_date.h"

#include <fmt/format.h>

#include <array>
#include <charconv>
#include <chrono>

namespace dajuan::server {
namespace {

constexpr std::array<std::string_view, 7> kDays = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
constexpr std::array<std::string_view, 12> kMonths = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                      "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

template <std::size_t N>
int position(const std::array<std::string_view, N>& words, std::string_view word) {
  for (std::size_t i = 0; i < N; ++i) {
    if (words[i] == word) return static_cast<int>(i);
  }
  return -1;
}

int number(std::string_view text, std::size_t at, std::size_t digits) {
  int value = -1;
  const char* const end = text.data() + at + digits;
  const auto read = std::from_chars(text.data() + at, end, value);
  return read.ec == std::errc() && read.ptr == end ? value : -1;
}

}  // namespace

std::string http_date(std::int64_t seconds) {
  using namespace std::chrono;
  const sys_seconds moment{std::chrono::seconds(seconds)};
  const sys_days day = floor<days>(moment);
  const year_month_day date(day);
  const hh_mm_ss clock(moment - day);
  return fmt::format("{}, {:02} {} {:04} {:02}:{:02}:{:02} GMT", kDays[weekday(day).c_encoding()],
                     static_cast<unsigned>(date.day()), kMonths[static_cast<unsigned>(date.month()) - 1],
                     static_cast<int>(date.year()), clock.hours().count(), clock.minutes().count(),
                     clock.seconds().count());
}

std::optional<std::int64_t> parse_http_date(std::string_view text) {
  using namespace std::chrono;
  if (text.size() != 29) return std::nullopt;
  const int month_index = position(kMonths, text.substr(8, 3));
  const int day_number = number(text, 5, 2);
  const int year_number = number(text, 12, 4);
  const int hour = number(text, 17, 2);
  const int minute = number(text, 20, 2);
  const int second = number(text, 23, 2);
  if (month_index < 0 || day_number < 1 || year_number < 1 || hour < 0 || minute < 0 || second < 0)
    return std::nullopt;
  const year_month_day date{year(year_number), month(static_cast<unsigned>(month_index) + 1),
                            day(static_cast<unsigned>(day_number))};
  if (!date.ok() || hour > 23 || minute > 59 || second > 59) return std::nullopt;
  const sys_seconds moment = sys_days(date) + hours(hour) + minutes(minute) + seconds(second);
  const std::int64_t result = moment.time_since_epoch().count();
  if (http_date(result) != text) return std::nullopt;  // the weekday and the separators, all at once
  return result;
}

}  // namespace dajuan::server
