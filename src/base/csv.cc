#include "base/csv.h"

#include <utility>

#include "base/text.h"

namespace dajuan {

namespace {

std::string_view without_mark(std::string_view bytes, std::uint32_t first_line) {
  if (first_line == 1 && bytes.starts_with(csv::kByteOrderMark))
    bytes.remove_prefix(csv::kByteOrderMark.size());
  return bytes;
}

std::string_view between(const char* begin, const char* end) {
  return {begin, static_cast<std::size_t>(end - begin)};
}

/// What is known of a quoted field.
struct Quoted {
  const char* close = nullptr;  ///< its closing quote; nothing when there is none
  bool doubled = false;         ///< quotes stand doubled inside
  bool control = false;         ///< so do line ends or other control characters
};

/// Looks for the partner of an opening quote and leaves the cursor behind it.
inline Quoted find_close(csv::Cursor& cursor, const char* open, std::size_t longest) {
  Quoted quoted;
  for (;;) {
    const char* at = cursor.next();
    if (at == cursor.end() || static_cast<std::size_t>(at - open) > longest) return quoted;
    if (*at == '"') {
      if (at + 1 == cursor.end() || at[1] != '"') {
        quoted.close = at;
        return quoted;
      }
      quoted.doubled = true;
      cursor.next();
    } else if (*at != ',') {
      quoted.control = true;
    }
  }
}

}  // namespace

CsvReader::CsvReader(std::string_view bytes, CsvOptions options, Diagnostics& diagnostics)
    : options_(std::move(options)),
      diagnostics_(diagnostics),
      cursor_(without_mark(bytes, options_.first_line)),
      row_end_(cursor_.begin()),
      line_(options_.first_line),
      capacity_(options_.columns != 0 ? options_.columns : options_.limits.columns),
      fields_(capacity_) {}

bool CsvReader::next() {
  while (!stopped_ && row_end_ != cursor_.end()) {
    if (read_row()) return true;
  }
  count_ = 0;
  return false;
}

/// Reads the row that begins at `row_end_`; false when it is not to be given.
bool CsvReader::read_row() {
  const std::size_t longest = csv::max_quoted(options_.limits);
  csv::Cursor cursor = cursor_;  // this copy and those below can stay in registers
  std::string_view* const fields = fields_.data();
  const std::size_t capacity = capacity_;
  std::size_t count = 0;
  const char* const begin = row_end_;
  const char* start = begin;
  Quoted quoted;
  row_line_ = line_;
  unquoted_used_ = 0;
  cursor.forget();
  for (;;) {
    const char* at = cursor.next();
    const char found = at == cursor.end() ? '\n' : *at;
    if (found == ',') {
      if (count < capacity) {
        fields[count] = between(start, at);
        if (quoted.close != nullptr) [[unlikely]] {
          count_ = count;
          fields[count] = field(start, at, quoted.close, quoted.doubled);
        }
      }
      ++count;
      start = at + 1;
      quoted = {};
    } else if (found == '\n') {
      const char* end = at;
      if (end != start && end[-1] == '\r') --end;
      const bool is_empty = count == 0 && end == begin;
      count_ = count;
      if (count < capacity) fields[count] = field(start, end, quoted.close, quoted.doubled);
      ++count_;
      row_end_ = at == cursor.end() ? at : at + 1;
      line_ += at != cursor.end();
      cursor_ = cursor;
      return !is_empty && accept_row(static_cast<std::size_t>(end - begin));
    } else {
      count_ = count;
      if (found != '"' || at != start) {
        special(at, quoted.close != nullptr);
        continue;
      }
      quoted = find_close(cursor, at, longest);
      if (quoted.close == nullptr) {
        error("csv.quote_not_closed", count, line_, {}, "csv.quote_hint");
        cursor.go_to(at + 1);
      } else if (quoted.control) {
        control_characters(between(at, quoted.close));
      }
    }
  }
}

/// A quote inside a field, or a control character.
void CsvReader::special(const char* at, bool after_close) {
  if (*at == '\t') return;
  if (*at == '"') {
    if (!after_close) error("csv.quote_inside", count_, line_, {}, "csv.quote_hint");
    return;
  }
  if (*at == '\r') {
    if (at + 1 != cursor_.end() && at[1] != '\n') error("csv.lone_cr", count_, line_, {}, "csv.lone_cr_hint");
    return;
  }
  constexpr char kHex[] = "0123456789ABCDEF";
  error("csv.control_character", count_, line_,
        {{"found", std::string("U+00") + kHex[*at >> 4] + kHex[*at & 15]}}, "csv.control_character_hint");
}

/// Counts the lines of a quoted field, where line ends of any kind may stand.
void CsvReader::control_characters(std::string_view content) {
  for (const char& c : content) {
    if (c == '\n')
      ++line_;
    else if (c >= 0 && c < ' ' && c != '\r')
      special(&c, true);
  }
}

std::string_view CsvReader::field(const char* start, const char* end, const char* close, bool doubled) {
  if (close == nullptr) return between(start, end);
  if (close + 1 != end) {
    error("csv.after_quote", count_, line_, {}, "csv.quote_hint");
    return between(start, end);
  }
  const std::string_view content = between(start + 1, close);
  return doubled ? unquoted(content) : content;
}

std::string_view CsvReader::unquoted(std::string_view content) {
  if (unquoted_used_ == unquoted_.size()) unquoted_.emplace_back();
  std::string& text = unquoted_[unquoted_used_++];
  text.clear();
  while (!content.empty()) {
    const std::size_t quote = content.find('"');
    text.append(content, 0, quote == std::string_view::npos ? quote : quote + 1);
    content.remove_prefix(quote == std::string_view::npos ? content.size() : quote + 2);
  }
  return text;
}

bool CsvReader::accept_row(std::size_t bytes) {
  const auto refuse = [this](std::string_view message, std::uint64_t found, std::uint64_t limit) {
    stopped_ = true;
    diagnostics_.error(
        row_place(), Message(message, {{"found", std::to_string(found)}, {"limit", std::to_string(limit)}}));
    return false;
  };
  if (++rows_ > options_.limits.rows) return refuse("csv.too_many_rows", rows_, options_.limits.rows);
  if (options_.columns == 0) {
    if (count_ > capacity_) return refuse("csv.too_many_columns", count_, capacity_);
    options_.columns = static_cast<std::uint32_t>(count_);
    capacity_ = count_;
  }
  if (count_ != options_.columns) [[unlikely]] {
    diagnostics_.error(
        row_place(),
        Message("csv.wrong_number_of_fields",
                {{"found", std::to_string(count_)}, {"expected", std::to_string(options_.columns)}}),
        Message("csv.wrong_number_of_fields_hint"));
    return false;
  }
  if (cursor_.not_ascii() || bytes > options_.limits.cell_bytes) check_text();
  return true;
}

void CsvReader::check_text() {
  for (std::size_t i = 0; i < count_; ++i) {
    std::string_view& field = fields_[i];
    if (field.size() > options_.limits.cell_bytes) {
      error("csv.cell_too_long", i, row_line_,
            {{"found", std::to_string(field.size())}, {"limit", std::to_string(options_.limits.cell_bytes)}});
      field = field.substr(0, options_.limits.cell_bytes);
    } else if (!is_utf8(field)) {
      error("csv.not_utf8", i, row_line_, {}, "csv.not_utf8_hint");
    }
  }
}

Place CsvReader::row_place() const {
  Place where;
  where.file = options_.file;
  where.row = row_line_;
  return where;
}

Place CsvReader::place(std::size_t field) const {
  Place where = row_place();
  where.column = static_cast<std::uint32_t>(field) + 1;
  if (field < header_.size()) where.column_name = header_[field];
  return where;
}

void CsvReader::error(std::string_view message, std::size_t field, std::uint32_t line,
                      std::vector<std::pair<std::string, std::string>> arguments, std::string_view hint) {
  Place where = place(field);
  where.row = line;
  diagnostics_.error(std::move(where), Message(message, std::move(arguments)), Message(hint));
}

std::vector<std::string> CsvReader::take_header() {
  header_.clear();
  for (const std::string_view field : fields()) header_.emplace_back(trim(field));
  return header_;
}

}  // namespace dajuan
