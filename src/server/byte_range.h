#pragma once
#include <cstdint>
#include <string_view>

namespace dajuan::server {

/// What a Range header (RFC 9110, 14.1.2) asks of `size` bytes.
struct ByteRange {
  enum class Kind {
    whole,         ///< no range, one that is not understood, or several: all of it is sent
    part,          ///< `length` bytes from `first`
    unsatisfiable  ///< begins behind the end
  };
  Kind kind = Kind::whole;
  std::uint64_t first = 0;
  std::uint64_t length = 0;
};

ByteRange parse_range(std::string_view header, std::uint64_t size);

}  // namespace dajuan::server
