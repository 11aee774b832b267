#include "index/change_sentence.h"

#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

#include "base/number_text.h"

namespace dajuan::index {
namespace {

constexpr double kPercent = 100;
/// A figure that may as well have doubled, or halved, says nothing.
constexpr double kDoubled = 2;

/// What is said, apart from where it is said.
enum class Kind : std::uint8_t {
  rose,
  rose_unbounded,  ///< the ratio has no upper limit, since there may have been nothing before
  fell,
  unclear,
  rose_by,  ///< in the figure's own unit
  fell_by,
  unclear_by,
  few,
  same_figures,
  other_season,
  no_error_model,
  not_compared
};

constexpr const char* kClauses[] = {
    "change.rose",         "change.rose_unbounded", "change.fell",           "change.unclear",
    "change.rose_by",      "change.fell_by",        "change.unclear_by",     "change.few",
    "change.same_figures", "change.other_season",   "change.no_error_model", "change.not_compared"};
constexpr const char* kOn[] = {
    "change.on.rose",    "change.on.rose_unbounded", "change.on.fell",    "change.on.unclear",
    "change.on.rose_by", "change.on.fell_by",        "change.on.unclear", "change.on.few"};
constexpr const char* kSince[] = {
    "change.since.rose",    "change.since.rose_unbounded", "change.since.fell",    "change.since.unclear",
    "change.since.rose_by", "change.since.fell_by",        "change.since.unclear", "change.since.few"};

int decimals_of(double size) { return size >= 10 ? 1 : size >= 1 ? 2 : 3; }

std::string with_minus(std::string digits) {
  if (digits.front() != '-') return digits;
  const bool zero = digits.find_first_not_of("-0.") == std::string::npos;
  return (zero ? "" : "−") + digits.substr(1);
}

/// "+0.1", "−1.7", "0.0".
std::string signed_text(double number, int decimals) {
  const std::string digits = with_minus(fixed(number, decimals));
  const bool positive = number > 0 && digits.find_first_not_of("0.") != std::string::npos;
  return (positive ? "+" : "") + digits;
}

bool in_percent(const FigureChange& change) {
  return change.method == FigureMethod::count && !is_missing(change.ratio) && change.ratio_limits.known();
}

Kind kind_of(const FigureChange& change, double then, double now) {
  if (is_missing(then) || is_missing(now)) return Kind::not_compared;
  const bool percent = in_percent(change);
  switch (change.word) {
    case ChangeWord::rose:
      if (!percent) return Kind::rose_by;
      return std::isfinite(change.ratio_limits.upper) ? Kind::rose : Kind::rose_unbounded;
    case ChangeWord::fell:
      return percent ? Kind::fell : Kind::fell_by;
    case ChangeWord::no_clear_change:
      if (too_few(change, then)) return Kind::few;
      return percent ? Kind::unclear : Kind::unclear_by;
    case ChangeWord::same_figures:
      return Kind::same_figures;
    case ChangeWord::other_season:
      return Kind::other_season;
    case ChangeWord::no_error_model:
      return Kind::no_error_model;
    case ChangeWord::not_compared:
      break;
  }
  return Kind::not_compared;
}

using Arguments = std::vector<std::pair<std::string, std::string>>;

/// The size of the change, and its limits with as many decimals; in the figures' own unit as many as they
/// have.
Arguments size_of(const FigureChange& change, double then, double now) {
  double size = now - then;
  Limits limits = change.difference.limits;
  int decimals = decimals_of(std::max(std::fabs(then), std::fabs(now)));
  if (in_percent(change)) {
    size = kPercent * (change.ratio - 1);
    limits = {kPercent * (change.ratio_limits.lower - 1), kPercent * (change.ratio_limits.upper - 1)};
    decimals = std::fabs(size) >= kPercent ? 0 : 1;
  }
  const auto limit = [&](double value) { return std::isfinite(value) ? signed_text(value, decimals) : ""; };
  return {{"amount", fixed(std::fabs(size), decimals)},
          {"lower", limit(limits.lower)},
          {"upper", limit(limits.upper)}};
}

}  // namespace

bool too_few(const FigureChange& change, double then) {
  if (change.word != ChangeWord::no_clear_change || change.method != FigureMethod::count ||
      change.difference.value == 0)
    return false;
  if (is_missing(change.ratio)) return then == 0;
  return change.ratio_limits.upper >= kDoubled || change.ratio_limits.lower <= 1 / kDoubled;
}

Message change_sentence(const FigureChange& change, double then, double now) {
  const Kind kind = kind_of(change, then, now);
  const char* clause = kClauses[static_cast<std::size_t>(kind)];
  if (kind == Kind::not_compared) return {clause};
  Arguments arguments = size_of(change, then, now);
  const bool whole = then == std::floor(then) && now == std::floor(now);
  const int decimals = whole ? 0 : decimals_of(std::max(std::fabs(then), std::fabs(now)));
  arguments.emplace_back("from", with_minus(fixed(then, decimals)));
  arguments.emplace_back("to", with_minus(fixed(now, decimals)));
  return {clause, std::move(arguments)};
}

Message change_headline(const FigureChange& change, double then, double now, const std::string& period,
                        bool since) {
  const Kind kind = kind_of(change, then, now);
  if (kind > Kind::few) return {};
  Arguments arguments = size_of(change, then, now);
  arguments.emplace_back("period", period);
  return {(since ? kSince : kOn)[static_cast<std::size_t>(kind)], std::move(arguments)};
}

}  // namespace dajuan::index
