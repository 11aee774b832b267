#include "server/static_files.h"

#include <fmt/format.h>

#include <optional>
#include <utility>

#include "base/message.h"
#include "server/byte_range.h"
#include "server/http_date.h"
#include "server/negotiation.h"
#include "server/request_path.h"
#include "server/stored_page.h"

namespace dajuan::server {
namespace {

constexpr std::string_view kIndex = "index.html";

std::shared_ptr<const std::string> text(std::string head) {
  return std::make_shared<const std::string>(std::move(head));
}

/// Whether a list of entity tags (RFC 9110, 8.8.3) names `etag`. Weak tags count when `weak_counts`.
bool names_tag(std::string_view list, std::string_view etag, bool weak_counts) {
  if (list == "*") return true;
  while (!list.empty()) {
    const std::size_t open = list.find('"');
    if (open == std::string_view::npos) return false;
    const std::size_t close = list.find('"', open + 1);
    if (close == std::string_view::npos) return false;
    const bool weak = open >= 2 && list.substr(open - 2, 2) == "W/";
    if ((weak_counts || !weak) && list.substr(open, close - open + 1) == etag) return true;
    list.remove_prefix(close + 1);
  }
  return false;
}

enum class Condition { met, not_modified, failed };

/// The order of RFC 9110, 13.2.2.
Condition check(const Request& request, const Variant& variant, std::int64_t modified) {
  if (const auto tags = request.header("if-match"); !tags.empty()) {
    if (!names_tag(tags, variant.etag, false)) return Condition::failed;
  } else if (const auto date = parse_http_date(request.header("if-unmodified-since"))) {
    if (modified > *date) return Condition::failed;
  }
  if (const auto tags = request.header("if-none-match"); !tags.empty()) {
    return names_tag(tags, variant.etag, true) ? Condition::not_modified : Condition::met;
  }
  const auto date = parse_http_date(request.header("if-modified-since"));
  return date && modified <= *date ? Condition::not_modified : Condition::met;
}

ByteRange wanted_range(const Request& request, const Variant& variant) {
  const std::string_view range = request.header("range");
  if (range.empty() || request.method != "GET") return {};
  const std::string_view only_if = request.header("if-range");
  if (!only_if.empty() && only_if != variant.etag) return {};
  return parse_range(range, variant.content->stamp.size);
}

Response send(const Request& request, const std::shared_ptr<const StoredPage>& page) {
  const std::string_view accepted = request.header("accept-encoding");
  const Variant& variant = page->variant(
      accepted.empty() ? Encoding::identity
                       : choose_encoding(accepted, page->has(Encoding::gzip), page->has(Encoding::brotli)));
  switch (check(request, variant, page->modified)) {
    case Condition::failed:
      return plain_page(412);
    case Condition::not_modified:
      return {304, {page, &variant.not_modified}, nullptr, 0, 0};
    case Condition::met:
      break;
  }
  const std::uint64_t size = variant.content->stamp.size;
  const ByteRange range = wanted_range(request, variant);
  switch (range.kind) {
    case ByteRange::Kind::whole:
      break;
    case ByteRange::Kind::unsatisfiable:
      return {416,
              text(fmt::format("{}Content-Range: bytes */{}\r\nContent-Length: 0\r\n{}", status_line(416),
                               size, kSecurityLines)),
              nullptr, 0, 0};
    case ByteRange::Kind::part:
      return {
          206,
          text(fmt::format("{}Content-Range: bytes {}-{}/{}\r\nContent-Length: {}\r\n{}", status_line(206),
                           range.first, range.first + range.length - 1, size, range.length, variant.lines)),
          variant.content, range.first, range.length};
  }
  return {200, {page, &variant.ok}, variant.content, 0, size};
}

Response redirect(int status, std::string_view location, std::string_view extra_lines) {
  return {status,
          text(fmt::format("{}Location: {}\r\nContent-Length: 0\r\nCache-Control: public, max-age=60\r\n{}{}",
                           status_line(status), location, extra_lines, kSecurityLines)),
          nullptr, 0, 0};
}

Response error_page(int status, std::shared_ptr<const Content> content, std::string_view extra_lines) {
  const std::uint64_t size = content->stamp.size;
  return {status,
          text(fmt::format("{}Content-Type: text/html; charset=utf-8\r\nContent-Length: {}\r\n"
                           "Cache-Control: no-store\r\n{}{}",
                           status_line(status), size, extra_lines, kSecurityLines)),
          std::move(content), 0, size};
}

}  // namespace

Response plain_page(int status) {
  const Message sentence("server.page." + std::to_string(status));
  auto content = std::make_shared<Content>();
  content->bytes = fmt::format(
      "<!doctype html>\n<html lang=\"zh\">\n<head><meta charset=\"utf-8\"><meta name=\"viewport\" "
      "content=\"width=device-width\"><title>{0}</title></head>\n<body><main><h1>{0}</h1>\n<p>{1}</p>\n"
      "<p lang=\"en\">{2}</p></main></body>\n</html>\n",
      status, dajuan::text(Language::zh, sentence), dajuan::text(Language::en, sentence));
  content->stamp.size = content->bytes.size();
  const std::string_view extra = status == 405   ? "Allow: GET, HEAD\r\n"
                                 : status == 503 ? "Retry-After: 5\r\n"
                                                 : "";
  return error_page(status, std::move(content), extra);
}

StaticFiles::StaticFiles(const FileTree& tree, std::size_t cache_bytes)
    : tree_(tree), cache_(tree, cache_bytes) {}

Response StaticFiles::answer(const Request& request, Time now) {
  Response response = find(request, now);
  if (request.method == "HEAD") {
    response.content = nullptr;
    response.length = 0;
  }
  return response;
}

Response StaticFiles::find(const Request& request, Time now) {
  if (request.method != "GET" && request.method != "HEAD") return plain_page(405);
  switch (decode_path(request.target, path_)) {
    case PathVerdict::malformed:
      return plain_page(400);
    case PathVerdict::unknown:
      return not_found(now);
    case PathVerdict::good:
      break;
  }
  if (path_.back() == '/') path_ += kIndex;
  if (const auto page = cache_.find(path_, now)) return send(request, page);
  return absent(request, now);
}

Response StaticFiles::absent(const Request& request, Time now) {
  const std::string_view target = request.target;
  const std::size_t end = std::min(target.find('?'), target.size());
  if (target.substr(0, end) == "/") {
    const bool zh = tree_.look("/zh").kind == Kind::folder;
    const bool en = tree_.look("/en").kind == Kind::folder;
    if (zh || en) {
      const std::string_view language =
          zh && en ? choose_language(request.header("accept-language"), "en") : (zh ? "zh" : "en");
      return redirect(302, fmt::format("/{}/{}", language, target.substr(end)), "Vary: Accept-Language\r\n");
    }
  }
  if (target[end - 1] != '/' && tree_.look(path_).kind == Kind::folder) {
    return redirect(301, fmt::format("{}/{}", target.substr(0, end), target.substr(end)), "");
  }
  return not_found(now);
}

Response StaticFiles::not_found(Time now) {
  for (const std::string_view folder : {"/zh", "/en", ""}) {
    if (!folder.empty() && !path_.starts_with(std::string(folder) + "/")) continue;
    if (const auto page = cache_.find(std::string(folder) + "/404.html", now)) {
      return error_page(404, page->variant(Encoding::identity).content, "");
    }
  }
  return plain_page(404);
}

}  // namespace dajuan::server
