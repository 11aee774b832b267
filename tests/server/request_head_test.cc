// What is taken for a request, and what is refused since two programs might read it differently (RFC
// 9112, 11.2).
#include "server/request_head.h"

#include <doctest/doctest.h>

#include <string>

namespace dajuan::server {
namespace {

using State = HeadReading::State;

Refusal refusal_of(const std::string& bytes) {
  Request request;
  const HeadReading reading = read_head(bytes, request);
  CHECK(reading.state == State::refused);
  return reading.refusal;
}

const std::string kGet = "GET / HTTP/1.1\r\n";
const std::string kHost = "Host: a\r\n";

TEST_CASE("a plain request") {
  const std::string bytes = "GET /a?b HTTP/1.1\r\nHost: a.example:80\r\naccept-ENCODING:  gzip \r\n\r\nrest";
  Request request;
  const HeadReading reading = read_head(bytes, request);
  REQUIRE(reading.state == State::complete);
  CHECK(reading.size == bytes.size() - 4);
  CHECK(request.method == "GET");
  CHECK(request.target == "/a?b");
  CHECK(request.keep_alive);
  CHECK(request.header("Accept-Encoding") == "gzip");
  CHECK(request.header("Range").empty());
}

TEST_CASE("every beginning of a request is incomplete") {
  const std::string bytes = "GET /a HTTP/1.1\r\nHost: a\r\nX: y\r\n\r\n";
  Request request;
  for (std::size_t size = 0; size < bytes.size(); ++size) {
    CAPTURE(size);
    CHECK(read_head(std::string_view(bytes).substr(0, size), request).state == State::incomplete);
  }
  CHECK(read_head(bytes, request).state == State::complete);
}

TEST_CASE("the connection ends after HTTP/1.0 and after Connection: close") {
  Request request;
  CHECK(read_head("GET / HTTP/1.0\r\n\r\n", request).state == State::complete);
  CHECK_FALSE(request.keep_alive);
  CHECK(read_head("GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n", request).state == State::complete);
  CHECK_FALSE(request.keep_alive);
  CHECK(read_head(kGet + kHost + "Connection: x, Close\r\n\r\n", request).state == State::complete);
  CHECK_FALSE(request.keep_alive);
}

TEST_CASE("the absolute form means the same") {
  Request request;
  for (const auto& [target, expected] : {std::pair{"http://a/b?c", "/b?c"},
                                         {"HTTPS://a/", "/"},
                                         {"http://a", "/"},
                                         {"/http://a/b", "/http://a/b"}}) {
    const std::string bytes = "GET " + std::string(target) + " HTTP/1.1\r\n" + kHost + "\r\n";
    REQUIRE(read_head(bytes, request).state == State::complete);
    CHECK(request.target == expected);
  }
}

TEST_CASE("smuggling: lengths and transfer codings") {
  const std::string body = "\r\n0\r\n\r\nGET /x HTTP/1.1\r\n\r\n";
  CHECK(refusal_of(kGet + kHost + "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n" + body) ==
        Refusal::syntax);
  CHECK(refusal_of(kGet + kHost + "Transfer-Encoding: chunked\r\nContent-Length: 5\r\n" + body) ==
        Refusal::syntax);
  CHECK(refusal_of(kGet + kHost + "Content-Length: 5\r\nContent-Length: 6\r\n" + body) == Refusal::syntax);
  CHECK(refusal_of(kGet + kHost + "Content-Length: 0\r\nContent-Length: 0\r\n" + body) == Refusal::syntax);
  CHECK(refusal_of(kGet + kHost + "Content-Length: 5, 6\r\n" + body) == Refusal::syntax);
  CHECK(refusal_of(kGet + kHost + "Content-Length: +5\r\n" + body) == Refusal::syntax);
  CHECK(refusal_of(kGet + kHost + "Content-Length: -1\r\n" + body) == Refusal::syntax);
  CHECK(refusal_of(kGet + kHost + "Content-Length: 99999999999999999999\r\n" + body) == Refusal::syntax);
  CHECK(refusal_of(kGet + kHost + "Content-Length : 5\r\n" + body) == Refusal::syntax);
  CHECK(refusal_of(kGet + kHost + "Transfer-Encoding: chunked\r\n" + body) == Refusal::body);
  CHECK(refusal_of(kGet + kHost + "Transfer-Encoding: xchunked\r\n" + body) == Refusal::body);
  CHECK(refusal_of(kGet + kHost + "Transfer-Encoding: identity\r\n" + body) == Refusal::body);
  CHECK(refusal_of("POST / HTTP/1.1\r\n" + kHost + "Content-Length: 5\r\n\r\n12345") == Refusal::body);
  Request request;
  CHECK(read_head(kGet + kHost + "Content-Length: 0\r\n\r\n", request).state == State::complete);
}

TEST_CASE("smuggling: lines") {
  CHECK(refusal_of("GET / HTTP/1.1\nHost: a\n\n") != Refusal::none);
  CHECK(refusal_of(kGet + "Host: a\n\r\n") == Refusal::syntax);
  CHECK(refusal_of(kGet + "Host: a\rX: b\r\n\r\n") == Refusal::syntax);
  CHECK(refusal_of(kGet + kHost + "X: a\r\n b\r\n\r\n") == Refusal::syntax);
  CHECK(refusal_of(kGet + kHost + "X:\r\n\tb\r\n\r\n") == Refusal::syntax);
  CHECK(refusal_of(kGet + " Host: a\r\n\r\n") == Refusal::syntax);
  CHECK(refusal_of(kGet + kHost + "X\r\n\r\n") == Refusal::syntax);
  CHECK(refusal_of(kGet + kHost + ": x\r\n\r\n") == Refusal::syntax);
  CHECK(refusal_of(kGet + kHost + "X y: x\r\n\r\n") == Refusal::syntax);
  CHECK(refusal_of(kGet + kHost + std::string("X: a\0b\r\n\r\n", 10)) == Refusal::syntax);
  CHECK(refusal_of("GET  / HTTP/1.1\r\n" + kHost + "\r\n") == Refusal::syntax);
  CHECK(refusal_of("GET / HTTP/1.1 \r\n" + kHost + "\r\n") != Refusal::none);
  CHECK(refusal_of("GET\t/ HTTP/1.1\r\n" + kHost + "\r\n") == Refusal::syntax);
  CHECK(refusal_of(std::string("\x16\x03\x01\x02\x00", 5)) == Refusal::syntax);  // the beginning of TLS
}

TEST_CASE("a host there must be, once") {
  CHECK(refusal_of(kGet + "\r\n") == Refusal::host);
  CHECK(refusal_of(kGet + "Host: a\r\nHost: a\r\n\r\n") == Refusal::host);
  CHECK(refusal_of(kGet + "Host: a\r\nhost: b\r\n\r\n") == Refusal::host);
  CHECK(refusal_of(kGet + "Host:\r\n\r\n") == Refusal::host);
  CHECK(refusal_of(kGet + "Host: a b\r\n\r\n") == Refusal::host);
  CHECK(refusal_of(kGet + "Host: a/b\r\n\r\n") == Refusal::host);
  CHECK(refusal_of(kGet + "Host: a@b\r\n\r\n") == Refusal::host);
  CHECK(refusal_of(kGet + "Host : a\r\n\r\n") == Refusal::syntax);
  Request request;
  CHECK(read_head(kGet + "Host: [::1]:8080\r\n\r\n", request).state == State::complete);
}

TEST_CASE("versions") {
  CHECK(refusal_of("GET / HTTP/2.0\r\n" + kHost + "\r\n") == Refusal::version);
  CHECK(refusal_of("GET / HTTP/0.9\r\n\r\n") == Refusal::version);
  CHECK(refusal_of("GET /\r\n\r\n") != Refusal::none);
}

}  // namespace
}  // namespace dajuan::server
