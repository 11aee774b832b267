#pragma once
#include <string>
#include <string_view>

namespace dajuan::site {

/// The bytes as a gzip file (RFC 1952) at the highest level, without name and time: the same bytes give the
/// same file. Throws std::bad_alloc when memory ends.
std::string gzip(std::string_view bytes);

}  // namespace dajuan::site
