#pragma once
#include <cstdint>
#include <cstring>
#include <optional>
#include <string>
#include <string_view>

namespace dajuan::xlsx {

/// What the reading process sends: records of a kind, two numbers, and bytes. The receiver distrusts them
/// all.
///
///   stream = {sheet {cell}} (done | failed)
///   record = kind (u8), row (u32), column (u32), size (u32), size bytes; numbers little-endian
///
/// `row` and `column` of a cell count from 0 and grow, row by row. Bytes: the name of a sheet, the text of a
/// cell, a double for a number, a percentage (1 = 100 %) or a date (its day number), one byte for a boolean.
/// Do not change the numbers.
enum class RecordKind : std::uint8_t {
  sheet = 1,
  text = 2,
  number = 3,
  date = 4,
  date_from_1904 = 5,
  boolean = 6,
  error = 7,
  done = 8,
  failed = 9,  ///< the row is a FailureKind
  percent = 10,
};
enum class FailureKind : std::uint8_t { broken = 1, memory = 2, too_many_cells = 3 };

struct Record {
  RecordKind kind = RecordKind::done;
  std::uint32_t row = 0;
  std::uint32_t column = 0;
  std::string_view bytes;
};

inline constexpr std::size_t kRecordHead = 13;

inline void append_u32(std::string& out, std::uint32_t value) {
  for (int shift = 0; shift < 32; shift += 8) out += static_cast<char>(value >> shift & 0xFF);
}

inline void append_record(std::string& out, const Record& record) {
  out += static_cast<char>(record.kind);
  append_u32(out, record.row);
  append_u32(out, record.column);
  append_u32(out, static_cast<std::uint32_t>(record.bytes.size()));
  out += record.bytes;
}

/// Takes the first record off a stream; nothing when it is cut short or of no known kind.
inline std::optional<Record> take_record(std::string_view& stream) {
  if (stream.size() < kRecordHead) return std::nullopt;
  const auto u32 = [&stream](std::size_t at) {
    std::uint32_t value = 0;
    for (std::size_t i = 4; i-- > 0;) value = value << 8 | static_cast<unsigned char>(stream[at + i]);
    return value;
  };
  const auto kind = static_cast<unsigned char>(stream[0]);
  const std::size_t size = u32(9);
  if (kind < 1 || kind > static_cast<unsigned char>(RecordKind::percent)) return std::nullopt;
  if (stream.size() - kRecordHead < size) return std::nullopt;
  const Record record{static_cast<RecordKind>(kind), u32(1), u32(5), stream.substr(kRecordHead, size)};
  stream.remove_prefix(kRecordHead + size);
  return record;
}

/// A double as the bytes of its IEEE form, and back.
inline std::string double_bytes(double value) {
  std::string bytes(sizeof value, '\0');
  std::memcpy(bytes.data(), &value, sizeof value);
  return bytes;
}
inline std::optional<double> double_of(std::string_view bytes) {
  double value = 0.0;
  if (bytes.size() != sizeof value) return std::nullopt;
  std::memcpy(&value, bytes.data(), sizeof value);
  return value;
}

}  // namespace dajuan::xlsx
