// The small grammars: paths, ranges, q-values, dates, names.
#include <doctest/doctest.h>

#include <string>

#include "server/byte_range.h"
#include "server/http_date.h"
#include "server/media_type.h"
#include "server/negotiation.h"
#include "server/request_path.h"

namespace dajuan::server {
namespace {

std::string decoded(std::string_view target) {
  std::string path;
  switch (decode_path(target, path)) {
    case PathVerdict::good:
      return path;
    case PathVerdict::malformed:
      return "malformed";
    case PathVerdict::unknown:
      return "unknown";
  }
  return {};
}

std::string range(std::string_view header, std::uint64_t size) {
  const ByteRange found = parse_range(header, size);
  if (found.kind == ByteRange::Kind::whole) return "whole";
  if (found.kind == ByteRange::Kind::unsatisfiable) return "unsatisfiable";
  return std::to_string(found.first) + "+" + std::to_string(found.length);
}

TEST_CASE("a path is decoded exactly once") {
  CHECK(decoded("/") == "/");
  CHECK(decoded("/a/b.html?x=1/../2") == "/a/b.html");
  CHECK(decoded("/a/") == "/a/");
  CHECK(decoded("/%E6%B5%99%E6%B1%9F.csv") == "/浙江.csv");
  CHECK(decoded("/a%20b") == "/a b");
  CHECK(decoded("/%2541") == "/%41");
  CHECK(decoded("/a..b") == "/a..b");
}

TEST_CASE("a path that leads out of the folder, or that two programs may read differently, is malformed") {
  for (const char* target :
       {"",      "a",         "*",          "/..",     "/../x",    "/a/../b", "/a/..",
        "/./a",  "/%2e%2e/x", "/%2E%2e",    "/.%2e/x", "/a/%2e/b", "/%00",    "/a%00.html",
        "/a\\b", "/..\\x",    "/%5c..%5cx", "/a%2fb",  "/..%2fx",  "/%",      "/%4",
        "/%zz",  "/a%0d%0ab", "/%7f",       "/a#b"}) {
    CAPTURE(target);
    CHECK(decoded(target) == "malformed");
  }
}

TEST_CASE("a path that never names a file is unknown") {
  for (const char* target : {"//", "//evil.example/x", "/a//b", "/.git/config", "/a/.htpasswd",
                             "/%2egit/config", "/...", "/a/.well-known/x"}) {
    CAPTURE(target);
    CHECK(decoded(target) == "unknown");
  }
  CHECK(decoded("/.well-known/security.txt") == "/.well-known/security.txt");  // RFC 8615
}

TEST_CASE("ranges, the examples of RFC 9110, 14.1.2, and their edges") {
  CHECK(range("bytes=0-499", 10000) == "0+500");
  CHECK(range("bytes=500-999", 10000) == "500+500");
  CHECK(range("bytes=-500", 10000) == "9500+500");
  CHECK(range("bytes=9500-", 10000) == "9500+500");
  CHECK(range("BYTES=0-0", 10000) == "0+1");
  CHECK(range("bytes=9999-20000", 10000) == "9999+1");
  CHECK(range("bytes=-20000", 10000) == "0+10000");
  CHECK(range("bytes=10000-", 10000) == "unsatisfiable");
  CHECK(range("bytes=-0", 10000) == "unsatisfiable");
  CHECK(range("bytes=0-", 0) == "unsatisfiable");
  for (const char* header : {"", "bytes=", "bytes=-", "bytes=5-4", "bytes=0-0,-1", "bytes=a-b", "bytes=+1-2",
                             "lines=0-1", "bytes=0-99999999999999999999999", "bytes 0-1", "bytes=0-1 "}) {
    CAPTURE(header);
    CHECK(range(header, 10000) == "whole");
  }
}

TEST_CASE("the encoding liked best of those there are") {
  using enum Encoding;
  CHECK(choose_encoding("gzip, deflate, br", true, true) == brotli);
  CHECK(choose_encoding("gzip, deflate, br", true, false) == gzip);
  CHECK(choose_encoding("gzip, deflate, br", false, false) == identity);
  CHECK(choose_encoding("", true, true) == identity);
  CHECK(choose_encoding("br;q=0.5, gzip;q=0.8", true, true) == gzip);
  CHECK(choose_encoding("br;q=0, *;q=0.1", true, true) == gzip);
  CHECK(choose_encoding("*", true, true) == brotli);
  CHECK(choose_encoding("gzip;q=0", true, true) == identity);
  CHECK(choose_encoding("gzip;q=0.000", true, true) == identity);
  CHECK(choose_encoding("gzip;q=0.5, identity;q=0.9", true, true) == identity);
  CHECK(choose_encoding("GZIP ; Q=0.001", true, false) == gzip);
  CHECK(choose_encoding("gzip;q=2", true, false) == identity);
  CHECK(choose_encoding("gzip;q=abc", true, false) == identity);
  CHECK(choose_encoding(",,;;=,gzip", true, false) == gzip);
}

TEST_CASE("the language of a reader") {
  CHECK(choose_language("zh-CN,zh;q=0.9,en;q=0.8", "en") == "zh");
  CHECK(choose_language("en-GB,en;q=0.9,zh;q=0.8", "zh") == "en");
  CHECK(choose_language("fr, zh-Hant-TW;q=0.3, en;q=0.2", "en") == "zh");
  CHECK(choose_language("zh, en", "en") == "zh");
  CHECK(choose_language("fr", "en") == "en");
  CHECK(choose_language("", "zh") == "zh");
  CHECK(choose_language("zhx", "en") == "en");
}

TEST_CASE("dates of RFC 9110, 5.6.7") {
  CHECK(http_date(784111777) == "Sun, 06 Nov 1994 08:49:37 GMT");
  CHECK(http_date(0) == "Thu, 01 Jan 1970 00:00:00 GMT");
  CHECK(http_date(951782400) == "Tue, 29 Feb 2000 00:00:00 GMT");
  CHECK(parse_http_date("Sun, 06 Nov 1994 08:49:37 GMT") == 784111777);
  for (std::int64_t seconds = 0; seconds < 4'102'444'800; seconds += 8'640'007) {
    REQUIRE(parse_http_date(http_date(seconds)) == seconds);
  }
  for (const char* wrong :
       {"", "Sunday, 06-Nov-94 08:49:37 GMT", "Sun Nov  6 08:49:37 1994", "Mon, 06 Nov 1994 08:49:37 GMT",
        "Sun, 06 Nov 1994 24:00:00 GMT", "Thu, 30 Feb 1995 00:00:00 GMT", "Sun, 06 Nov 1994 08:49:37 UTC",
        "Sun, -6 Nov 1994 08:49:37 GMT", "Sun, 06 Now 1994 08:49:37 GMT", "Sun; 06 Nov 1994 08:49:60 GMT"}) {
    CAPTURE(wrong);
    CHECK_FALSE(parse_http_date(wrong).has_value());
  }
}

TEST_CASE("media types") {
  CHECK(media_type("/zh/index.html") == "text/html; charset=utf-8");
  CHECK(media_type("/a.b/scores.csv") == "text/csv; charset=utf-8");
  CHECK(media_type("/a.html/SHA256SUMS") == "text/plain; charset=utf-8");
  CHECK(media_type("/a.html/b") == "application/octet-stream");
  CHECK(media_type("/x.exe") == "application/octet-stream");
}

TEST_CASE("a name that carries a hash never changes; a date is no hash") {
  CHECK(is_immutable_name("/assets/app.3fb09c1d22ab.js"));
  CHECK(is_immutable_name("/release-5d41402abc4b2a76.csv"));
  for (const char* name :
       {"/app.js", "/scores-202506010000.csv", "/a.3fb09c1d2.js", "/3fb09c1d22ab.js", "/deadbeefcafe-x.js",
        "/x.deadbeefcafe.js", "/x.3FB09C1D22AB.js", "/3fb09c1d22ab/x.js"}) {
    CAPTURE(name);
    CHECK_FALSE(is_immutable_name(name));
  }
}

}  // namespace
}  // namespace dajuan::server
