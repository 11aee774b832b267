#pragma once
#include <string>
#include <string_view>

namespace dajuan::server {

enum class PathVerdict {
  good,
  malformed,  ///< not a path we could have given out: bad escape, control character, backslash, "..", escaped
              ///< '/'
  unknown     ///< well formed, but of a shape that never names a file: an empty part, a hidden name
};

/// Reads the path of a request target into `path`, percent-decoded exactly once: "/a/b", with a final '/'
/// where the target has one. The query is left out of account. A part that begins with '.' is hidden,
/// ".well-known" at the root apart (RFC 8615).
PathVerdict decode_path(std::string_view target, std::string& path);

}  // namespace dajuan::server
