#include "base/encoding.h"

#include <unicode/ucnv.h>

#include <algorithm>
#include <memory>

#include "base/csv.h"
#include "base/text.h"

namespace dajuan {
namespace {

constexpr std::string_view kMark8 = "\xEF\xBB\xBF";
constexpr std::string_view kMarkLe = "\xFF\xFE";
constexpr std::string_view kMarkBe = "\xFE\xFF";
constexpr std::size_t kRecognisedBytes = std::size_t{64} << 20;

struct CloseConverter {
  void operator()(UConverter* converter) const { ucnv_close(converter); }
};
using Converter = std::unique_ptr<UConverter, CloseConverter>;

/// A converter that stops at the first bytes that are no character.
Converter strict_converter(const char* name) {
  UErrorCode status = U_ZERO_ERROR;
  Converter converter(ucnv_open(name, &status));
  if (U_SUCCESS(status))
    ucnv_setToUCallBack(converter.get(), UCNV_TO_U_CALLBACK_STOP, nullptr, nullptr, nullptr, &status);
  return U_SUCCESS(status) ? std::move(converter) : nullptr;
}

std::optional<std::string> convert(std::string_view bytes, const char* encoding) {
  const Converter from = strict_converter(encoding);
  const Converter to = strict_converter("UTF-8");
  if (from == nullptr || to == nullptr) return std::nullopt;
  std::string result;
  result.reserve(bytes.size() + bytes.size() / 2);
  UChar pivot[4096];
  UChar* pivot_source = pivot;
  UChar* pivot_target = pivot;
  const char* source = bytes.data();
  const char* const source_end = source + bytes.size();
  char block[16384];
  for (UBool reset = true;; reset = false) {
    UErrorCode status = U_ZERO_ERROR;
    char* target = block;
    ucnv_convertEx(to.get(), from.get(), &target, block + sizeof block, &source, source_end, pivot,
                   &pivot_source, &pivot_target, pivot + std::size(pivot), reset, true, &status);
    result.append(block, target);
    if (status == U_BUFFER_OVERFLOW_ERROR) continue;
    if (U_FAILURE(status)) return std::nullopt;
    return result;
  }
}

/// Whether GB18030 text looks like Chinese that people write: mostly characters of GB 2312.
bool mostly_common_chinese(std::string_view bytes) {
  std::size_t common = 0;
  std::size_t all = 0;
  for (std::size_t i = first_not_ascii(bytes); i + 1 < bytes.size();) {
    const auto lead = static_cast<unsigned char>(bytes[i]);
    if (lead < 0x80) {
      ++i;
      continue;
    }
    const auto trail = static_cast<unsigned char>(bytes[i + 1]);
    ++all;
    common += lead >= 0xA1 && lead <= 0xF7 && trail >= 0xA1;
    i += trail < 0x40 ? 4 : 2;
  }
  return all != 0 && common * 3 >= all * 2;
}

bool valid_gb18030(std::string_view bytes) {
  if (!mostly_common_chinese(bytes)) return false;
  // Not to cut a character in two: what is looked at ends with a line.
  return convert(bytes, "GB18030").has_value();
}

/// The start of a text, up to the end of a line.
std::string_view start_of(std::string_view bytes) {
  if (bytes.size() <= kRecognisedBytes) return bytes;
  const std::size_t line_end = bytes.rfind('\n', kRecognisedBytes);
  return bytes.substr(0, line_end == std::string_view::npos ? kRecognisedBytes : line_end + 1);
}

const char* name_of(Encoding encoding) {
  return encoding == Encoding::gb18030 ? "GB18030" : encoding == Encoding::utf16_le ? "UTF-16LE" : "UTF-16BE";
}

}  // namespace

Encoding recognise_encoding(std::string_view bytes) {
  if (bytes.starts_with(kMark8)) return Encoding::utf8_with_mark;
  if (bytes.starts_with(kMarkLe)) return Encoding::utf16_le;
  if (bytes.starts_with(kMarkBe)) return Encoding::utf16_be;
  const std::string_view start = start_of(bytes);
  if (is_utf8(start)) return Encoding::utf8;
  return valid_gb18030(start) ? Encoding::gb18030 : Encoding::unknown;
}

std::optional<std::string> to_utf8(std::string_view bytes, Encoding encoding) {
  switch (encoding) {
    case Encoding::utf8_with_mark:
      bytes.remove_prefix(kMark8.size());
      [[fallthrough]];
    case Encoding::utf8:
      if (!is_utf8(bytes)) return std::nullopt;
      return std::string(bytes);
    case Encoding::utf16_le:
    case Encoding::utf16_be:
      if (bytes.starts_with(kMarkLe) || bytes.starts_with(kMarkBe)) bytes.remove_prefix(kMarkLe.size());
      [[fallthrough]];
    case Encoding::gb18030:
      return convert(bytes, name_of(encoding));
    case Encoding::unknown:
      break;
  }
  return std::nullopt;
}

std::optional<std::string_view> utf8_text(std::string_view bytes, const std::string& file,
                                          std::string& storage, Diagnostics& diagnostics) {
  const Encoding encoding = recognise_encoding(bytes);
  if (encoding == Encoding::utf8) return bytes;
  if (encoding == Encoding::utf8_with_mark) return bytes.substr(kMark8.size());
  Place place;
  place.file = file;
  std::optional<std::string> converted = to_utf8(bytes, encoding);
  if (!converted) {
    const std::size_t odd = std::min(first_not_utf8(bytes), bytes.size());
    place.row = static_cast<std::uint32_t>(count_lines(bytes.substr(0, odd))) + 1;
    diagnostics.error(std::move(place), Message("encoding.unknown"), Message("encoding.unknown_hint"));
    return std::nullopt;
  }
  diagnostics.note(std::move(place), Message("encoding.converted", {{"encoding", name_of(encoding)}}));
  storage = std::move(*converted);
  return storage;
}

std::optional<TextFile> TextFile::open(const std::string& path, std::uint64_t limit_bytes,
                                       Diagnostics& diagnostics) {
  std::optional<MemoryMap> map = MemoryMap::open(path, limit_bytes, diagnostics);
  if (!map) return std::nullopt;
  TextFile file;
  const std::string_view bytes = map->bytes();
  const std::optional<std::string_view> text = utf8_text(bytes, path, file.storage_, diagnostics);
  if (!text) return std::nullopt;
  file.converted_ = text->data() == file.storage_.data() && !file.storage_.empty();
  if (!file.converted_) file.skip_ = bytes.size() - text->size();
  file.map_ = std::move(*map);
  return file;
}

}  // namespace dajuan
