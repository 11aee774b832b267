#include "server/static_files.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "made_up_tree.h"

namespace dajuan::server {
namespace {

constexpr std::size_t kPlenty = 1 << 20;

/// A site, and the answers to requests to it, as they would go over the wire.
struct Site {
  MadeUpTree tree;
  StaticFiles files{tree, kPlenty};
  Time now{};
  Response response;

  int ask(const std::string& method, const std::string& target, std::vector<Header> headers = {}) {
    Request request{method, target, std::move(headers)};
    response = files.answer(request, now);
    CHECK(response.head->starts_with("HTTP/1.1 " + std::to_string(response.status) + " "));
    return response.status;
  }
  int get(const std::string& target, std::vector<Header> headers = {}) {
    return ask("GET", target, std::move(headers));
  }
  std::string body() const {
    return response.content ? response.content->bytes.substr(response.first, response.length) : "";
  }
  /// Value of a header line of the answer, "-" when it has none.
  std::string line(const std::string& name) const {
    const std::string begin = "\r\n" + name + ": ";
    const std::size_t at = response.head->find(begin);
    if (at == std::string::npos) return "-";
    CHECK(response.head->find(begin, at + 1) == std::string::npos);
    return response.head->substr(at + begin.size(), response.head->find("\r\n", at + 2) - at - begin.size());
  }
};

TEST_CASE("a page with all that is said about it") {
  Site site;
  site.tree.put("/a.html", "hello");
  REQUIRE(site.get("/a.html?x=1") == 200);
  CHECK(site.body() == "hello");
  CHECK(site.line("Content-Length") == "5");
  CHECK(site.line("Content-Type") == "text/html; charset=utf-8");
  CHECK(site.line("Last-Modified") == "Sun, 06 Nov 1994 08:49:37 GMT");
  // sha256("hello"), first half
  CHECK(site.line("ETag") == "\"2cf24dba5fb0a30e26e83b2ac5b9e29e\"");
  CHECK(site.line("Accept-Ranges") == "bytes");
  CHECK(site.line("Cache-Control") == "public, max-age=60");
  CHECK(site.line("Vary") == "-");
  CHECK(site.line("Content-Encoding") == "-");
  CHECK(site.response.head->ends_with("\r\n"));
  CHECK_FALSE(site.response.head->ends_with("\r\n\r\n"));
}

TEST_CASE("every answer carries the security headers, but for 304") {
  Site site;
  site.tree.put("/a.html", "hello");
  site.tree.put("/b/index.html", "hello");
  const auto check = [&](int status) {
    CAPTURE(status);
    CHECK(site.response.status == status);
    CHECK(site.line("Content-Security-Policy").starts_with("default-src 'self'; "));
    CHECK(site.line("Content-Security-Policy").find("unsafe") == std::string::npos);
    CHECK(site.line("X-Content-Type-Options") == "nosniff");
    CHECK(site.line("Referrer-Policy") == "no-referrer");
    CHECK(site.line("Cross-Origin-Opener-Policy") == "same-origin");
    CHECK(site.line("Permissions-Policy").starts_with("camera=()"));
  };
  site.get("/a.html"), check(200);
  site.get("/a.html", {{"Range", "bytes=1-2"}}), check(206);
  site.get("/a.html", {{"Range", "bytes=9-"}}), check(416);
  site.get("/b"), check(301);
  site.get("/.."), check(400);
  site.get("/none"), check(404);
  site.ask("POST", "/a.html"), check(405);
}

TEST_CASE("HEAD is GET without the body") {
  Site site;
  site.tree.put("/a.html", "hello");
  site.get("/a.html");
  const std::string head = *site.response.head;
  REQUIRE(site.ask("HEAD", "/a.html") == 200);
  CHECK(*site.response.head == head);
  CHECK(site.response.content == nullptr);
  CHECK(site.response.length == 0);
  CHECK(site.ask("HEAD", "/a.html", {{"Range", "bytes=0-0"}}) == 200);  // RFC 9110, 14.2: ranges are for GET
  CHECK(site.ask("HEAD", "/none") == 404);
  CHECK(site.response.content == nullptr);
}

TEST_CASE("other methods are not allowed") {
  Site site;
  site.tree.put("/a.html", "hello");
  for (const char* method : {"POST", "PUT", "DELETE", "OPTIONS", "TRACE", "CONNECT", "BREW", "get"}) {
    CHECK(site.ask(method, "/a.html") == 405);
    CHECK(site.line("Allow") == "GET, HEAD");
  }
}

TEST_CASE("folders") {
  Site site;
  site.tree.put("/a/index.html", "index");
  site.tree.put("/b c/x.html", "x");
  CHECK(site.get("/a/") == 200);
  CHECK(site.body() == "index");
  CHECK(site.get("/a?x=%20y") == 301);
  CHECK(site.line("Location") == "/a/?x=%20y");
  CHECK(site.line("Content-Length") == "0");
  CHECK(site.get("/b%20c") == 301);
  CHECK(site.line("Location") == "/b%20c/");
  CHECK(site.get("/b%20c/") == 404);
  CHECK(site.get("/a/index.html/") == 404);
  CHECK(site.get("//a") == 404);  // never sent on to another host
  CHECK(site.get("/\\a") == 400);
}

TEST_CASE("hidden and forbidden names") {
  Site site;
  site.tree.put("/.git/config", "secret");
  site.tree.put("/a/.secret", "secret");
  site.tree.put("/.well-known/security.txt", "public");
  CHECK(site.get("/.git/config") == 404);
  CHECK(site.get("/a/.secret") == 404);
  CHECK(site.get("/a/%2esecret") == 404);
  CHECK(site.get("/a/../a/.secret") == 400);
  CHECK(site.get("/.well-known/security.txt") == 200);
}

TEST_CASE("the root leads to the language of the reader") {
  Site site;
  site.tree.put("/zh/index.html", "zh");
  site.tree.put("/en/index.html", "en");
  CHECK(site.get("/?a", {{"Accept-Language", "zh-CN,zh;q=0.9"}}) == 302);
  CHECK(site.line("Location") == "/zh/?a");
  CHECK(site.line("Vary") == "Accept-Language");
  CHECK(site.get("/", {{"Accept-Language", "en"}}) == 302);
  CHECK(site.line("Location") == "/en/");
  CHECK(site.get("/", {{"Accept-Language", "fr"}}) == 302);
  CHECK(site.line("Location") == "/en/");
  CHECK(site.get("/x/") == 404);
  site.tree.put("/index.html", "both");
  CHECK(site.get("/") == 200);

  Site chinese;
  chinese.tree.put("/zh/index.html", "zh");
  CHECK(chinese.get("/", {{"Accept-Language", "en"}}) == 302);
  CHECK(chinese.line("Location") == "/zh/");
  Site empty;
  CHECK(empty.get("/") == 404);
}

TEST_CASE("what is missing") {
  Site site;
  site.tree.put("/zh/404.html", "没有");
  site.tree.put("/404.html", "nothing");
  CHECK(site.get("/zh/x") == 404);
  CHECK(site.body() == "没有");
  CHECK(site.line("Cache-Control") == "no-store");
  CHECK(site.get("/x") == 404);
  CHECK(site.body() == "nothing");
  CHECK(site.get("/zhx/y") == 404);
  CHECK(site.body() == "nothing");
  Site bare;
  CHECK(bare.get("/x") == 404);
  CHECK(bare.body().find("您访问的页面不存在。") != std::string::npos);
  CHECK(bare.body().find("There is no page at this address.") != std::string::npos);
  CHECK(bare.line("Content-Length") == std::to_string(bare.body().size()));
}

TEST_CASE("preconditions in the order of RFC 9110, 13.2.2") {
  Site site;
  site.tree.put("/a.html", "hello");
  const std::string tag = "\"2cf24dba5fb0a30e26e83b2ac5b9e29e\"";
  const std::string weak = "W/" + tag;
  const std::string several = "\"x\" , " + weak + ", \"y\"";
  const std::string same = "Sun, 06 Nov 1994 08:49:37 GMT";
  const std::string before = "Sun, 06 Nov 1994 08:49:36 GMT";
  CHECK(site.get("/a.html", {{"If-None-Match", tag}}) == 304);
  CHECK(site.response.content == nullptr);
  CHECK(site.line("ETag") == tag);
  CHECK(site.line("Cache-Control") == "public, max-age=60");
  CHECK(site.line("Content-Length") == "-");
  CHECK(site.ask("HEAD", "/a.html", {{"If-None-Match", tag}}) == 304);
  CHECK(site.get("/a.html", {{"If-None-Match", weak}}) == 304);
  CHECK(site.get("/a.html", {{"If-None-Match", several}}) == 304);
  CHECK(site.get("/a.html", {{"If-None-Match", "*"}}) == 304);
  CHECK(site.get("/a.html", {{"If-None-Match", "\"x\""}}) == 200);
  CHECK(site.get("/a.html", {{"If-None-Match", "\"2cf24"}}) == 200);
  CHECK(site.get("/a.html", {{"If-None-Match", "\"x\""}, {"If-Modified-Since", same}}) == 200);
  CHECK(site.get("/a.html", {{"If-Modified-Since", same}}) == 304);
  CHECK(site.get("/a.html", {{"If-Modified-Since", before}}) == 200);
  CHECK(site.get("/a.html", {{"If-Modified-Since", "yesterday"}}) == 200);
  CHECK(site.get("/a.html", {{"If-Match", tag}}) == 200);
  CHECK(site.get("/a.html", {{"If-Match", weak}}) == 412);
  CHECK(site.get("/a.html", {{"If-Match", "\"x\""}, {"If-None-Match", tag}}) == 412);
  CHECK(site.get("/a.html", {{"If-Unmodified-Since", before}}) == 412);
  CHECK(site.get("/a.html", {{"If-Unmodified-Since", same}}) == 200);
  CHECK(site.get("/a.html", {{"If-None-Match", tag}, {"Range", "bytes=0-0"}}) == 304);
}

TEST_CASE("ranges") {
  Site site;
  site.tree.put("/a.csv", "0123456789");
  CHECK(site.get("/a.csv", {{"Range", "bytes=2-4"}}) == 206);
  CHECK(site.body() == "234");
  CHECK(site.line("Content-Range") == "bytes 2-4/10");
  CHECK(site.line("Content-Length") == "3");
  const std::string tag = site.line("ETag");
  CHECK(site.get("/a.csv", {{"Range", "bytes=-3"}}) == 206);
  CHECK(site.body() == "789");
  CHECK(site.get("/a.csv", {{"Range", "bytes=10-"}}) == 416);
  CHECK(site.line("Content-Range") == "bytes */10");
  CHECK(site.body().empty());
  CHECK(site.get("/a.csv", {{"Range", "bytes=0-1,4-5"}}) == 200);
  CHECK(site.body() == "0123456789");
  CHECK(site.get("/a.csv", {{"Range", "bytes=2-4"}, {"If-Range", tag}}) == 206);
  CHECK(site.get("/a.csv", {{"Range", "bytes=2-4"}, {"If-Range", "W/" + tag}}) == 200);
  CHECK(site.get("/a.csv", {{"Range", "bytes=2-4"}, {"If-Range", "\"x\""}}) == 200);
  CHECK(site.get("/a.csv", {{"Range", "bytes=2-4"}, {"If-Range", "Sun, 06 Nov 1994 08:49:37 GMT"}}) == 200);
}

TEST_CASE("precompressed neighbours") {
  Site site;
  site.tree.put("/a.html", "plain", 1000);
  site.tree.put("/a.html.gz", "zipped", 1000);
  site.tree.put("/a.html.br", "br", 1001);
  CHECK(site.get("/a.html") == 200);
  CHECK(site.body() == "plain");
  CHECK(site.line("Vary") == "Accept-Encoding");
  const std::string plain_tag = site.line("ETag");
  CHECK(site.get("/a.html", {{"Accept-Encoding", "gzip"}}) == 200);
  CHECK(site.body() == "zipped");
  CHECK(site.line("Content-Encoding") == "gzip");
  CHECK(site.line("Content-Type") == "text/html; charset=utf-8");
  CHECK(site.line("Content-Length") == "6");
  const std::string zipped_tag = site.line("ETag");
  CHECK(zipped_tag != plain_tag);
  CHECK(site.get("/a.html", {{"Accept-Encoding", "gzip, br"}}) == 200);
  CHECK(site.body() == "br");
  CHECK(site.get("/a.html", {{"Accept-Encoding", "gzip"}, {"If-None-Match", zipped_tag}}) == 304);
  CHECK(site.line("Vary") == "Accept-Encoding");
  CHECK(site.get("/a.html", {{"Accept-Encoding", "gzip"}, {"If-None-Match", plain_tag}}) == 200);
  CHECK(site.get("/a.html.gz", {{"Accept-Encoding", "gzip"}}) == 200);
  CHECK(site.line("Content-Type") == "application/gzip");
  CHECK(site.line("Content-Encoding") == "-");
}

TEST_CASE("a neighbour older than its file is left aside") {
  Site site;
  site.tree.put("/a.html", "new", 1000);
  site.tree.put("/a.html.gz", "old", 999);
  CHECK(site.get("/a.html", {{"Accept-Encoding", "gzip"}}) == 200);
  CHECK(site.body() == "new");
  CHECK(site.line("Vary") == "-");
}

TEST_CASE("names with a hash may be kept for a year") {
  Site site;
  site.tree.put("/app.3fb09c1d22ab.js", "x");
  site.get("/app.3fb09c1d22ab.js");
  CHECK(site.line("Cache-Control") == "public, max-age=31536000, immutable");
}

}  // namespace
}  // namespace dajuan::server
