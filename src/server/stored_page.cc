#include "server/stored_page.h"

#include <fmt/format.h>

#include <span>
#include <string_view>
#include <utility>

#include "base/hash.h"
#include "server/http.h"
#include "server/http_date.h"
#include "server/media_type.h"

namespace dajuan::server {
namespace {

constexpr std::string_view kShortLived = "public, max-age=60";
constexpr std::string_view kImmutable = "public, max-age=31536000, immutable";
constexpr std::size_t kTagBytes = 16;
constexpr std::int64_t kNanoseconds = 1'000'000'000;

/// A hash of the bytes where they are held, so that a page written again with the same bytes keeps its tag;
/// else inode, size and times.
std::string entity_tag(const Content& content) {
  if (content.file) {
    return fmt::format("\"{:x}-{:x}-{:x}-{:x}\"", content.stamp.inode, content.stamp.size,
                       content.stamp.modified_ns, content.stamp.changed_ns);
  }
  const Sha256Digest digest = sha256(std::string_view(content.bytes));
  return fmt::format("\"{}\"", hex(std::span(digest).first(kTagBytes)));
}

std::string_view encoding_line(Encoding encoding) {
  switch (encoding) {
    case Encoding::gzip:
      return "Content-Encoding: gzip\r\n";
    case Encoding::brotli:
      return "Content-Encoding: br\r\n";
    default:
      return "";
  }
}

}  // namespace

const std::string kSecurityLines =
    "Content-Security-Policy: default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; "
    "frame-ancestors 'none'\r\n"
    "X-Content-Type-Options: nosniff\r\n"
    "Referrer-Policy: no-referrer\r\n"
    "Cross-Origin-Opener-Policy: same-origin\r\n"
    "Permissions-Policy: camera=(), geolocation=(), microphone=(), payment=(), usb=()\r\n";

std::shared_ptr<const StoredPage> make_page(const std::string& path,
                                            std::array<std::shared_ptr<const Content>, 3> contents) {
  auto page = std::make_shared<StoredPage>();
  const std::int64_t modified_ns = contents[0]->stamp.modified_ns;
  page->modified = modified_ns / kNanoseconds;
  bool varies = false;
  for (std::size_t i = 1; i < contents.size(); ++i) {
    if (contents[i] && contents[i]->stamp.modified_ns < modified_ns) contents[i] = nullptr;
    varies = varies || contents[i];
  }
  for (std::size_t i = 0; i < contents.size(); ++i) {
    if (!contents[i]) continue;
    Variant& variant = page->variants[i];
    variant.etag = entity_tag(*contents[i]);
    const std::string validity = fmt::format("ETag: {}\r\nCache-Control: {}\r\n{}", variant.etag,
                                             is_immutable_name(path) ? kImmutable : kShortLived,
                                             varies ? "Vary: Accept-Encoding\r\n" : "");
    variant.lines = fmt::format("Content-Type: {}\r\n{}Last-Modified: {}\r\nAccept-Ranges: bytes\r\n{}{}",
                                media_type(path), encoding_line(static_cast<Encoding>(i)),
                                http_date(page->modified), validity, kSecurityLines);
    variant.ok =
        fmt::format("{}Content-Length: {}\r\n{}", status_line(200), contents[i]->stamp.size, variant.lines);
    variant.not_modified = status_line(304) + validity;
    variant.content = std::move(contents[i]);
  }
  return page;
}

}  // namespace dajuan::server
