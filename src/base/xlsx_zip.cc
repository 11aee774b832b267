#include "base/xlsx_zip.h"

#include <algorithm>
#include <string>

namespace dajuan::xlsx {
namespace {

constexpr std::string_view kEntryMark = "PK\x01\x02";
constexpr std::string_view kEndMark = "PK\x05\x06";
constexpr std::size_t kEntrySize = 46;
constexpr std::size_t kEndSize = 22;
constexpr std::size_t kLocalSize = 30;
constexpr std::size_t kLongestComment = 0xFFFF;
constexpr std::uint64_t kSmall = 1u << 20;
constexpr unsigned kEncrypted = 1;
constexpr unsigned kStored = 0;
constexpr unsigned kDeflated = 8;

/// A little-endian number of 2 or 4 bytes; the caller has checked that they are there.
std::uint32_t number(std::string_view bytes, std::size_t at, int size) {
  std::uint32_t value = 0;
  for (int i = size - 1; i >= 0; --i)
    value = value << 8 | static_cast<unsigned char>(bytes[at + static_cast<std::size_t>(i)]);
  return value;
}

/// Where the end record begins; npos when there is none whose comment ends with the file.
std::size_t end_record(std::string_view bytes) {
  if (bytes.size() < kEndSize) return std::string_view::npos;
  const std::size_t last = bytes.size() - kEndSize;
  const std::size_t first = last > kLongestComment ? last - kLongestComment : 0;
  for (std::size_t at = last + 1; at-- > first;) {
    if (bytes.substr(at, kEndMark.size()) == kEndMark && number(bytes, at + 20, 2) == last - at) return at;
  }
  return std::string_view::npos;
}

}  // namespace

Message check_archive(std::string_view bytes, const ZipLimits& limits) {
  const Message broken("xlsx.broken");
  const std::size_t end = end_record(bytes);
  if (end == std::string_view::npos) return broken;
  const std::uint32_t entries = number(bytes, end + 10, 2);
  const std::uint32_t directory_size = number(bytes, end + 12, 4);
  const std::uint32_t directory = number(bytes, end + 16, 4);
  if (number(bytes, end + 4, 4) != 0 || number(bytes, end + 8, 2) != entries) return broken;  // of one disk
  if (directory > end || directory_size != end - directory) return broken;
  if (entries > limits.entries)
    return Message("xlsx.too_many_parts",
                   {{"found", std::to_string(entries)}, {"limit", std::to_string(limits.entries)}});

  std::size_t at = directory;
  std::uint64_t unpacked_all = 0;
  std::uint64_t packed_all = 0;
  bool has_workbook = false;
  for (std::uint32_t i = 0; i < entries; ++i) {
    if (end - at < kEntrySize || bytes.substr(at, kEntryMark.size()) != kEntryMark) return broken;
    const std::uint32_t flags = number(bytes, at + 8, 2);
    const std::uint32_t method = number(bytes, at + 10, 2);
    const std::uint64_t packed = number(bytes, at + 20, 4);
    const std::uint64_t unpacked = number(bytes, at + 24, 4);
    const std::size_t name_size = number(bytes, at + 28, 2);
    const std::size_t extra = std::size_t{number(bytes, at + 30, 2)} + number(bytes, at + 32, 2);
    const std::uint64_t local = number(bytes, at + 42, 4);
    if (end - at - kEntrySize < name_size + extra) return broken;
    if ((flags & kEncrypted) != 0) return Message("xlsx.encrypted");
    if (method != kStored && method != kDeflated) return broken;
    if (method == kStored && packed != unpacked) return broken;
    if (local + kLocalSize + packed > directory) return broken;
    packed_all += packed;
    unpacked_all += unpacked;
    if (unpacked > kSmall && unpacked / limits.ratio > packed) return Message("xlsx.bomb");
    has_workbook |= bytes.substr(at + kEntrySize, name_size) == "xl/workbook.xml";
    at += kEntrySize + name_size + extra;
  }
  if (at != end || packed_all > bytes.size()) return broken;
  if (unpacked_all > limits.unpacked_bytes)
    return Message("xlsx.too_large_unpacked", {{"found", std::to_string(unpacked_all)},
                                               {"limit", std::to_string(limits.unpacked_bytes)}});
  if (!has_workbook) return Message("xlsx.no_workbook");
  return {};
}

}  // namespace dajuan::xlsx
