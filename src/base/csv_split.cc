#include <algorithm>
#include <cstring>

#include "base/csv.h"
#include "base/csv_block.h"

namespace dajuan {
namespace {

const char* find(const char* begin, const char* end, char wanted) {
  if (begin >= end) return nullptr;
  return static_cast<const char*>(std::memchr(begin, wanted, static_cast<std::size_t>(end - begin)));
}

/// The partner of an opening quote, or nothing: the rule of CsvReader.
const char* closing_quote(const char* open, const char* end, std::size_t longest) {
  const char* last = static_cast<std::size_t>(end - open) > longest ? open + longest + 1 : end;
  const char* at = find(open + 1, last, '"');
  while (at != nullptr && at + 1 != end && at[1] == '"') at = find(at + 2, last, '"');
  return at;
}

}  // namespace

CsvSplitter::CsvSplitter(std::string_view bytes, std::uint32_t first_line, const TableLimits& limits,
                         std::size_t chunk_bytes)
    : position_(bytes.data()),
      end_(bytes.data() + bytes.size()),
      field_start_offset_(
          first_line == 1 && bytes.starts_with(csv::kByteOrderMark) ? csv::kByteOrderMark.size() : 0),
      line_(first_line),
      max_quoted_(csv::max_quoted(limits)),
      chunk_bytes_(std::max<std::size_t>(chunk_bytes, 1)) {}

/// The first end of a row at or after `target`, for a row that begins at `from`.
const char* CsvSplitter::row_end(const char* from, const char* target) const {
  const char* outside = from;  // no field is open here
  for (;;) {
    const char* line_feed = nullptr;
    const char* quote = find(outside, target, '"');
    if (quote == nullptr) {
      const char* after = std::max(outside, target);
      line_feed = find(after, end_, '\n');
      quote = find(after, line_feed != nullptr ? line_feed : end_, '"');
      if (quote == nullptr) return line_feed != nullptr ? line_feed + 1 : end_;
    }
    outside = quote + 1;
    if (quote != from && quote[-1] != ',' && quote[-1] != '\n') continue;
    const char* close = closing_quote(quote, end_, max_quoted_);
    if (close != nullptr) outside = close + 1;
  }
}

std::optional<CsvChunk> CsvSplitter::next() {
  if (position_ == end_) return std::nullopt;
  const char* target =
      static_cast<std::size_t>(end_ - position_) > chunk_bytes_ ? position_ + chunk_bytes_ - 1 : end_;
  const char* chunk_end = row_end(position_ + field_start_offset_, target);
  field_start_offset_ = 0;
  const CsvChunk chunk{index_++, {position_, static_cast<std::size_t>(chunk_end - position_)}, line_};
  line_ += static_cast<std::uint32_t>(count_lines(chunk.bytes));
  position_ = chunk_end;
  return chunk;
}

std::size_t count_lines(std::string_view bytes) {
  std::size_t lines = 0;
  // Sums of at most 255 ones fit a byte: the compiler then compares 16 bytes at once.
  for (std::size_t i = 0; i < bytes.size();) {
    const std::size_t stop = std::min(bytes.size(), i + 255 * 64);
    unsigned char sums[64] = {};
    for (; i + 64 <= stop; i += 64)
      for (std::size_t j = 0; j < 64; ++j)
        sums[j] = static_cast<unsigned char>(sums[j] + (bytes[i + j] == '\n'));
    for (const unsigned char sum : sums) lines += sum;
    if (stop == bytes.size())
      for (; i < stop; ++i) lines += bytes[i] == '\n';
  }
  return lines;
}

}  // namespace dajuan
