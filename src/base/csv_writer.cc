#include "base/csv_writer.h"

#include "base/number_text.h"
#include "base/observation.h"

namespace dajuan {

void CsvWriter::separate() {
  if (first_)
    row_begin_ = out_.size();
  else
    out_ += ',';
  first_ = false;
}

CsvWriter& CsvWriter::text(std::string_view value) {
  separate();
  if (value.find_first_of(",\"\r\n") == std::string_view::npos) {
    out_ += value;
    return *this;
  }
  out_ += '"';
  for (const char c : value) {
    if (c == '"') out_ += '"';
    out_ += c;
  }
  out_ += '"';
  return *this;
}

CsvWriter& CsvWriter::number(double value) {
  separate();
  if (!is_missing(value)) out_ += shortest(value);
  return *this;
}

CsvWriter& CsvWriter::integer(long long value) {
  separate();
  out_ += std::to_string(value);
  return *this;
}

void CsvWriter::end_row() {
  // An empty line would be no row at all when it is read again.
  if (out_.size() == row_begin_ && !first_) out_ += "\"\"";
  out_ += '\n';
  first_ = true;
}

void CsvWriter::row(std::initializer_list<std::string_view> fields) {
  for (const std::string_view field : fields) text(field);
  end_row();
}

}  // namespace dajuan
