#include "server/negotiation.h"

#include <algorithm>

#include "server/http.h"

namespace dajuan::server {
namespace {

constexpr int kMost = 1000;  ///< q=1 in thousandths

std::string_view trim(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(" \t");
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(" \t") - begin + 1);
}

/// Cuts `list` at the first `separator` and gives what stood before it.
std::string_view take(std::string_view& list, char separator) {
  const std::size_t end = std::min(list.find(separator), list.size());
  const std::string_view head = trim(list.substr(0, end));
  list.remove_prefix(std::min(end + 1, list.size()));
  return head;
}

/// "0.25" in thousandths; what is no q-value counts as 0, so a list that is not understood chooses nothing.
int thousandths(std::string_view text) {
  if (text.empty() || text.size() > 5 || (text[0] != '0' && text[0] != '1')) return 0;
  if (text.size() > 1 && text[1] != '.') return 0;
  int value = text[0] - '0';
  for (std::size_t i = 2; i < 5; ++i) {
    const char digit = i < text.size() ? text[i] : '0';
    if (digit < '0' || digit > '9') return 0;
    value = value * 10 + (digit - '0');
  }
  if (text.size() < 3) value = (text[0] - '0') * kMost;
  return std::min(value, kMost);
}

/// Calls visit(name, quality) for each item of a list such as "br, gzip;q=0.5".
template <typename Visit>
void for_each_item(std::string_view list, Visit visit) {
  while (!list.empty()) {
    std::string_view item = take(list, ',');
    const std::string_view name = take(item, ';');
    int quality = kMost;
    while (!item.empty()) {
      const std::string_view parameter = take(item, ';');
      if (parameter.size() > 2 && same_word(parameter.substr(0, 2), "q="))
        quality = thousandths(parameter.substr(2));
    }
    if (!name.empty()) visit(name, quality);
  }
}

}  // namespace

Encoding choose_encoding(std::string_view accept_encoding, bool has_gzip, bool has_brotli) {
  constexpr int kNotNamed = -1;
  int gzip = kNotNamed;
  int brotli = kNotNamed;
  int identity = kNotNamed;
  int any = 0;
  for_each_item(accept_encoding, [&](std::string_view name, int quality) {
    if (same_word(name, "gzip") || same_word(name, "x-gzip")) gzip = quality;
    if (same_word(name, "br")) brotli = quality;
    if (same_word(name, "identity")) identity = quality;
    if (name == "*") any = quality;
  });
  gzip = has_gzip ? (gzip == kNotNamed ? any : gzip) : 0;
  brotli = has_brotli ? (brotli == kNotNamed ? any : brotli) : 0;
  const int best = std::max(gzip, brotli);
  if (best <= 0 || identity > best) return Encoding::identity;
  return brotli == best ? Encoding::brotli : Encoding::gzip;
}

std::string_view choose_language(std::string_view accept_language, std::string_view otherwise) {
  std::string_view chosen = otherwise;
  int best = 0;
  for_each_item(accept_language, [&](std::string_view name, int quality) {
    const std::string_view primary = name.substr(0, name.find('-'));
    for (const std::string_view language : {"zh", "en"}) {
      if (quality <= best || !same_word(primary, language)) continue;
      best = quality;
      chosen = language;
    }
  });
  return chosen;
}

}  // namespace dajuan::server
