#include "index/figure_reader_long.h"

#include "base/number_text.h"

namespace dajuan::index {
namespace {

/// The longest row that is read without care for the end of the text.
constexpr std::size_t kLookAhead = 512;
constexpr std::ptrdiff_t kLastField = 192;  // where its last field may begin; a field reads on at most 256
/// Powers of ten that are doubles exactly; a whole number below 2^53 divided by one of them is rounded once.
constexpr double kPowersOfTen[] = {1e0, 1e1, 1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
                                   1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15};
constexpr int kExactDigits = 15;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// The end of a field without quotes: the next comma, line end or quote.
const char* field_end(const char* at) {
  const char* const limit = at + 64;
  while (at < limit && *at != ',' && *at != '\n' && *at != '\r' && *at != '"') ++at;
  return at;
}

}  // namespace

LongRows::LongRows(const Layout& layout, const FieldReader& fields, const TableLimits& limits,
                   const RowTables& tables, FigureStore& store, std::uint16_t file,
                   std::string_view all_bytes)
    : layout_(layout),
      fields_(fields),
      limits_(limits),
      tables_(tables),
      store_(store),
      file_(file),
      safe_end_(all_bytes.size() > kLookAhead ? all_bytes.data() + all_bytes.size() - kLookAhead
                                              : all_bytes.data()),
      next_variable_(tables.variable_keys.size(), -1) {}

void LongRows::read(const CsvChunk& chunk, RowResult& result) {
  const char* at = chunk.bytes.data();
  const char* const end = at + chunk.bytes.size();
  row_ = chunk.first_line;
  while (at < end) {
    if (const char* next = at < safe_end_ ? fast_row(at) : nullptr) {
      ++result.filled;
      ++row_;
      at = next;
    } else {
      at = slow_row(at, end, result);
    }
  }
}

const char* LongRows::fast_row(const char* at) {
  const char* const last_field = at + kLastField;
  has_value_ = false;
  value_ = kMissing;
  status_ = ObsStatus::normal;
  const int last_variable = variable_;
  for (std::uint32_t column = 0; column < layout_.columns; ++column) {
    if (at > last_field || (column > 0 && *at++ != ',')) return nullptr;
    switch (layout_.meaning[column]) {
      case Column::region:
        at = region_field(at);
        break;
      case Column::period:
        at = period_field(at);
        break;
      case Column::variable:
        at = variable_field(at);
        break;
      case Column::value:
        at = value_field(at);
        break;
      case Column::status:
        at = status_field(at);
        break;
      case Column::note:
      case Column::none:
        at = other_field(at);
        break;
    }
    if (at == nullptr) return nullptr;
  }
  if (*at == '\r') ++at;
  if (*at != '\n') return nullptr;
  if (has_value_ == has_no_value(status_)) {
    if (has_value_ || status_ != ObsStatus::normal || layout_.has(Column::status)) return nullptr;
    status_ = ObsStatus::missing;
  }

  const auto region = static_cast<std::size_t>(region_);
  const VariableSeries& series = store_.variables()[static_cast<std::size_t>(variable_)];
  const std::int64_t offset = std::int64_t{period_.ordinal()} - series.first;
  if (series.frequency != period_.frequency() || offset < 0 || offset >= series.periods ||
      last_month_ < tables_.valid_from[region] || last_month_ > tables_.valid_to[region])
    return nullptr;
  Figure* cell = store_.cell(static_cast<std::size_t>(variable_),
                             static_cast<std::size_t>(offset) * tables_.region_keys.size() + region);
  if (!FigureStore::fill(*cell, value_, row_, file_, status_)) return nullptr;
  if (last_variable >= 0) next_variable_[static_cast<std::size_t>(last_variable)] = variable_;
  return at + 1;
}

const char* LongRows::region_field(const char* at) {
  const auto ends = [](const char* end) { return *end == ',' || *end == '\n' || *end == '\r'; };
  for (const int guess : {region_, region_ + 1}) {
    if (static_cast<std::size_t>(guess) >= tables_.region_keys.size()) continue;
    const Key& key = tables_.region_keys[static_cast<std::size_t>(guess)];
    if (key.begins(at) && ends(at + key.size)) {
      region_ = guess;
      return at + key.size;
    }
  }
  const char* const end = field_end(at);
  const int found = tables_.region_places.find({at, static_cast<std::size_t>(end - at)});
  if (found < 0) return nullptr;
  region_ = found;
  return end;
}

const char* LongRows::period_field(const char* at) {
  if (period_key_.size > 0 && period_key_.begins(at)) {
    const char next = at[period_key_.size];
    if (next == ',' || next == '\n' || next == '\r') return at + period_key_.size;
  }
  const char* const end = field_end(at);
  const std::string_view text(at, static_cast<std::size_t>(end - at));
  const auto period = Period::parse(text);
  if (!period) return nullptr;
  period_ = *period;
  period_key_ = Key(text);
  last_month_ = period->last_month().ordinal();
  return end;
}

const char* LongRows::variable_field(const char* at) {
  const int likely = variable_ < 0 ? 0 : next_variable_[static_cast<std::size_t>(variable_)];
  for (const int guess : {likely, variable_}) {
    if (guess < 0 || static_cast<std::size_t>(guess) >= tables_.variable_keys.size()) continue;
    const Key& key = tables_.variable_keys[static_cast<std::size_t>(guess)];
    const char next = at[key.size];
    if (key.begins(at) && (next == ',' || next == '\n' || next == '\r')) {
      variable_ = guess;
      return at + key.size;
    }
  }
  const char* const end = field_end(at);
  const int found = tables_.variable_places.find({at, static_cast<std::size_t>(end - at)});
  if (found < 0) return nullptr;
  variable_ = found;
  return end;
}

const char* LongRows::value_field(const char* at) {
  if (*at == ',' || *at == '\n' || *at == '\r') return at;  // empty
  const char* const begin = at;
  const bool negative = *at == '-';
  if (negative) ++at;
  std::uint64_t whole = 0;
  const char* const digits = at;
  while (is_digit(*at) && at - digits <= kExactDigits)
    whole = whole * 10 + static_cast<std::uint64_t>(*at++ - '0');
  std::ptrdiff_t count = at - digits;
  std::ptrdiff_t decimals = 0;
  if (*at == '.' && count > 0) {
    const char* const fraction = ++at;
    while (is_digit(*at) && at - fraction <= kExactDigits)
      whole = whole * 10 + static_cast<std::uint64_t>(*at++ - '0');
    decimals = at - fraction;
    count += decimals;
  }
  has_value_ = true;
  if (count > 0 && count <= kExactDigits && (*at == ',' || *at == '\n' || *at == '\r')) {
    value_ = static_cast<double>(whole);
    if (decimals > 0) value_ /= kPowersOfTen[decimals];
    if (negative && whole != 0) value_ = -value_;
    return at;
  }
  const char* const end = field_end(begin);
  const auto number = parse_number({begin, static_cast<std::size_t>(end - begin)});
  if (!number) return nullptr;
  value_ = *number;
  return end;
}

const char* LongRows::status_field(const char* at) {
  if (*at == ',' || *at == '\n' || *at == '\r') return at;
  const auto status = obs_status({at, 1});
  if (!status) return nullptr;
  status_ = *status;
  return at + 1;
}

const char* LongRows::other_field(const char* at) {
  const char* const limit = at + 256;
  while (at < limit && *at >= ' ' && *at <= '~' && *at != ',' && *at != '"') ++at;
  return at < limit ? at : nullptr;
}

bool LongRows::fill(const LooseFigure& figure) {
  const int variable = tables_.variable_places.find(figure.code);
  if (variable < 0) return false;
  const VariableSeries& series = store_.variables()[static_cast<std::size_t>(variable)];
  const auto place = series.place(tables_.region_keys.size(), figure.region, figure.period);
  return place && FigureStore::fill(*store_.cell(static_cast<std::size_t>(variable), *place), figure.value,
                                    figure.row, file_, figure.status);
}

const char* LongRows::slow_row(const char* row, const char* end, RowResult& result) {
  CsvOptions options;
  options.file = layout_.place.file;
  options.first_line = row_;
  options.columns = layout_.columns;
  options.limits = limits_;
  CsvReader reader({row, static_cast<std::size_t>(end - row)}, options, result.diagnostics);
  if (!reader.next()) return end;
  std::vector<Cell> cells;
  for (const std::string_view field : reader.fields()) cells.push_back({field, CellKind::text});
  FieldPlace place = layout_.place;
  place.row = reader.line();
  const std::size_t before = result.loose.size();
  read_long_row(cells, layout_, fields_, place, result);
  if (result.loose.size() > before && fill(result.loose.back())) {
    result.loose.pop_back();
    ++result.filled;
  }
  row_ = reader.rest_line();
  return reader.rest().data();
}

}  // namespace dajuan::index
