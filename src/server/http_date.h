#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace dajuan::server {

/// "Sun, 06 Nov 1994 08:49:37 GMT" (RFC 9110, 5.6.7) of seconds since 1970, years 1970 to 9999.
std::string http_date(std::int64_t seconds);

/// Seconds since 1970. The two obsolete forms are not read: a header that carries one is then left out of
/// account, which costs a client a full answer and nothing else.
std::optional<std::int64_t> parse_http_date(std::string_view text);

}  // namespace dajuan::server
