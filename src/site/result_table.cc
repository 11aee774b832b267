#include "site/result_table.h"

#include <algorithm>
#include <charconv>

#include "base/number_text.h"
#include "base/observation.h"

namespace dajuan::site {
namespace {

constexpr std::uint64_t kLargestTable = 4ull << 30;
/// More than a row may have (base/csv.h).
constexpr std::size_t kKept = 32u << 20;

}  // namespace

ResultTable::ResultTable(const std::string& folder, const std::string& path,
                         std::initializer_list<std::string_view> columns, Diagnostics& diagnostics)
    : diagnostics_(diagnostics) {
  const std::string file = folder + "/" + path;
  file_ = MemoryMap::open(file, kLargestTable, diagnostics);
  if (!file_) return;
  reader_.emplace(file_->bytes(), CsvOptions{.file = file, .first_line = 1, .columns = 0, .limits = {}},
                  diagnostics);
  const std::vector<std::string> header =
      reader_->next() ? reader_->take_header() : std::vector<std::string>();
  bool complete = true;
  for (const std::string_view name : columns) {
    const auto found = std::find(header.begin(), header.end(), name);
    where_.push_back(static_cast<std::size_t>(found - header.begin()));
    if (found != header.end()) continue;
    complete = false;
    diagnostics.error({file, "", 1, 0, ""},
                      Message("site.problem.no_column", {{"column", std::string(name)}}));
  }
  if (!complete) reader_.reset();
}

bool ResultTable::next() {
  if (!reader_ || !reader_->next()) return false;
  const std::size_t read = file_->bytes().size() - reader_->rest().size();
  // The row itself lies in the last of what was read.
  if (read > forgotten_ + 2 * kKept) {
    forgotten_ = read - kKept;
    file_->forget_before(forgotten_);
  }
  return true;
}

void ResultTable::error(std::size_t column, std::string_view message, std::string_view argument) {
  diagnostics_.error(reader_->place(where_[column]),
                     Message(message, {{std::string(argument), std::string(text(column))}}));
}

double ResultTable::number(std::size_t column) {
  const std::string_view field = text(column);
  if (field.empty()) return kMissing;
  if (const std::optional<double> value = parse_number(field)) return *value;
  error(column, "site.problem.number", "found");
  return kMissing;
}

std::optional<Period> ResultTable::period(std::size_t column) {
  const std::optional<Period> period = Period::parse(text(column));
  if (!period) error(column, "site.problem.period", "found");
  return period;
}

index::Limits ResultTable::limits(std::size_t lower, std::size_t upper) {
  const index::Limits limits{number(lower), number(upper)};
  const bool rising = is_missing(limits.lower) ? is_missing(limits.upper) : limits.lower <= limits.upper;
  if (!rising) error(upper, "site.problem.limits", "found");
  return rising ? limits : index::Limits();
}

int ResultTable::place(std::size_t column, int least, int most) {
  int value = 0;
  const std::string_view field = text(column);
  const auto read = std::from_chars(field.data(), field.data() + field.size(), value);
  const bool whole = read.ec == std::errc() && read.ptr == field.data() + field.size() && !field.empty();
  if (whole && value >= least && value <= most) return value;
  error(column, "site.problem.place", "found");
  return least;
}

std::optional<std::size_t> ResultTable::word(std::size_t column,
                                             std::initializer_list<std::string_view> words) {
  const auto found = std::find(words.begin(), words.end(), text(column));
  if (found != words.end()) return static_cast<std::size_t>(found - words.begin());
  error(column, "site.problem.word", "found");
  return std::nullopt;
}

}  // namespace dajuan::site
