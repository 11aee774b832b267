#pragma once
#include <string_view>

namespace dajuan::server {

/// Content-Type of a file by the end of its name, with charset for text; application/octet-stream when
/// unknown.
std::string_view media_type(std::string_view path);

/// True for a name that carries a hash of its content and so never changes: "app.3fb09c1d22ab.js",
/// "release-5d41402abc4b2a76.csv". A hash is 10 or more hexadecimal digits after '.' or '-' and before the
/// last '.', with a letter and a digit among them, so that a date is not taken for one.
bool is_immutable_name(std::string_view path);

}  // namespace dajuan::server
