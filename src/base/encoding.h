#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/diagnostics.h"
#include "base/memory_map.h"

namespace dajuan {

/// How the characters of a text file are written. `unknown`: none of these.
enum class Encoding : std::uint8_t { utf8, utf8_with_mark, utf16_le, utf16_be, gb18030, unknown };

/// By byte-order mark, else by looking at up to 64 MiB: UTF-8 where it is valid; GB18030 (what Excel writes
/// in China) where that is valid and at least two thirds of its characters are of the common GB 2312 part,
/// which Spanish or French in Latin-1 never reach.
Encoding recognise_encoding(std::string_view bytes);

/// The text in UTF-8 without byte-order mark; nothing when some bytes are no character of the encoding.
std::optional<std::string> to_utf8(std::string_view bytes, Encoding encoding);

/// `bytes` as UTF-8: themselves, without mark, when they are; else converted into `storage`, and a note says
/// from what. An encoding that is not known is an error with the line of the first odd byte, and nothing.
std::optional<std::string_view> utf8_text(std::string_view bytes, const std::string& file,
                                          std::string& storage, Diagnostics& diagnostics);

/// A text file as UTF-8, mapped where no conversion was needed.
class TextFile {
 public:
  static std::optional<TextFile> open(const std::string& path, std::uint64_t limit_bytes,
                                      Diagnostics& diagnostics);
  std::string_view text() const {
    return converted_ ? std::string_view(storage_) : map_.bytes().substr(skip_);
  }

 private:
  MemoryMap map_;
  std::string storage_;
  std::size_t skip_ = 0;
  bool converted_ = false;
};

}  // namespace dajuan
