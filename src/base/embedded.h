#pragma once
#include <span>
#include <string_view>

namespace dajuan {

/// A file that was put into the program when it was built; `path` is relative to the source tree, with '/'.
struct EmbeddedFile {
  std::string_view path;
  std::string_view bytes;
};

/// The message files `messages/<language>/<room>.toml`.
std::span<const EmbeddedFile> embedded_messages();

}  // namespace dajuan
