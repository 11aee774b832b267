#pragma once
#include <string_view>

namespace dajuan::server {

enum class Encoding { identity, gzip, brotli };

/// The encoding to send of those that exist, by the q-values of Accept-Encoding (RFC 9110, 12.5.3): the one
/// liked best, at equal liking Brotli, then gzip, then the plain file, which is also what a client gets that
/// accepts none.
Encoding choose_encoding(std::string_view accept_encoding, bool has_gzip, bool has_brotli);

/// "zh" or "en", whichever Accept-Language likes better ("zh-Hans-CN" counts as "zh"), at equal liking the
/// first; `otherwise` when it names neither.
std::string_view choose_language(std::string_view accept_language, std::string_view otherwise);

}  // namespace dajuan::server
