// The server over real sockets: what is sent byte by byte, and what comes back.
#include "server/server.h"

#include <doctest/doctest.h>
#include <signal.h>

#include <filesystem>
#include <string>
#include <thread>
#include <vector>

#include "made_up_folder.h"
#include "running_server.h"

namespace dajuan::server {
namespace {

using std::chrono::milliseconds;

constexpr milliseconds kSoon{40};
const std::string kGet = "GET /a.html HTTP/1.1\r\nHost: a\r\n\r\n";

std::string get(const std::string& target) { return "GET " + target + " HTTP/1.1\r\nHost: a\r\n\r\n"; }

std::string status_of(const std::string& answer) {
  return answer.substr(0, std::string("HTTP/1.1 200").size());
}

std::size_t count(const std::string& text, const std::string& word) {
  std::size_t found = 0;
  for (std::size_t at = text.find(word); at != std::string::npos; at = text.find(word, at + 1)) ++found;
  return found;
}

/// Bytes without a period, so that a piece sent twice or left out shows.
std::string noise(std::size_t size) {
  std::string bytes(size, '\0');
  std::uint32_t state = 1;
  for (char& byte : bytes) {
    state = state * 1664525U + 1013904223U;
    byte = static_cast<char>(state >> 24U);
  }
  return bytes;
}

struct Site {
  MadeUpFolder folder;
  ServeOptions options;
  Site() {
    folder.put("secret.txt", "secret");
    folder.put("site/a.html", "hello");
    options.folder = (folder / "site").string();
  }
};

TEST_CASE("one connection, many requests") {
  Site site;
  RunningServer server(site.options);
  Client client(server.port());
  for (int i = 0; i < 3; ++i) {
    client.send(kGet);
    const std::string answer = client.answer();
    CHECK(status_of(answer) == "HTTP/1.1 200");
    CHECK(answer.ends_with("\r\n\r\nhello"));
    CHECK(count(answer, "\r\nDate: ") == 1);
    CHECK(count(answer, "\r\nConnection: ") == 0);
  }
  client.send("HEAD /a.html HTTP/1.1\r\nHost: a\r\n\r\n");
  CHECK(client.answer(false).ends_with("\r\n\r\n"));
  client.send("GET /a.html HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
  CHECK(count(client.rest(), "\r\nConnection: close\r\n\r\nhello") == 1);
}

TEST_CASE("requests one behind the other are answered in order, however they are cut") {
  Site site;
  site.folder.put("site/b.html", "second");
  RunningServer server(site.options);
  const std::string requests = get("/a.html") + get("/b.html") + get("/none") + get("/a.html");
  Client at_once(server.port());
  at_once.send(requests);

  CHECK(at_once.answer().ends_with("hello"));
  CHECK(at_once.answer().ends_with("second"));
  CHECK(status_of(at_once.answer()) == "HTTP/1.1 404");
  CHECK(at_once.answer().ends_with("hello"));
  Client in_drops(server.port());
  for (const char byte : requests) in_drops.send({&byte, 1});
  CHECK(in_drops.answer().ends_with("hello"));
  CHECK(in_drops.answer().ends_with("second"));
  CHECK(status_of(in_drops.answer()) == "HTTP/1.1 404");
  CHECK(in_drops.answer().ends_with("hello"));
}

TEST_CASE("many requests at once from a client that does not read yet") {
  Site site;
  const std::string page = noise(300'000);
  site.folder.put("site/page.bin", page);
  RunningServer server(site.options);
  Client client(server.port(), 4096);
  std::thread sender([&] {
    for (int i = 0; i < 200; ++i) client.send(get("/page.bin"));
  });
  for (int i = 0; i < 200; ++i) REQUIRE(client.answer().ends_with(page));
  sender.join();
}

TEST_CASE("HTTP/1.0 gets one answer") {
  Site site;
  RunningServer server(site.options);
  Client client(server.port());
  client.send("GET /a.html HTTP/1.0\r\n\r\n");
  CHECK(client.rest().ends_with("\r\nConnection: close\r\n\r\nhello"));
}

TEST_CASE("large files are streamed, whole and in parts") {
  Site site;
  const std::string bytes = noise(5'000'000);
  site.folder.put("site/large.bin", bytes);
  RunningServer server(site.options);
  Client client(server.port());
  client.send(get("/large.bin"));
  CHECK(client.answer().ends_with("\r\n\r\n" + bytes));
  client.send("GET /large.bin HTTP/1.1\r\nHost: a\r\nRange: bytes=2000000-3999999\r\n\r\n");
  const std::string part = client.answer();
  CHECK(status_of(part) == "HTTP/1.1 206");
  CHECK(part.ends_with("\r\n\r\n" + bytes.substr(2'000'000, 2'000'000)));
  client.send(kGet);
  CHECK(client.answer().ends_with("hello"));
}

TEST_CASE("a file cut short while it is sent ends the connection") {
  Site site;
  constexpr std::uintmax_t kSize = 256 << 20;
  site.folder.put("site/large.bin", "");
  std::filesystem::resize_file(site.folder / "site/large.bin", kSize);
  RunningServer server(site.options);
  Client client(server.port());
  client.send(get("/large.bin"));
  while (!client.heard()) std::this_thread::yield();
  std::filesystem::resize_file(site.folder / "site/large.bin", 0);
  CHECK(client.rest().size() < kSize);
}

TEST_CASE("a request smuggled behind another is never answered") {
  Site site;
  RunningServer server(site.options);
  const std::string inner = "GET /none HTTP/1.1\r\nHost: a\r\n\r\n";
  for (const std::string& lines :
       {std::string("Content-Length: 4\r\nTransfer-Encoding: chunked\r\n"),
        std::string("Transfer-Encoding: chunked\r\nContent-Length: 4\r\n"),
        std::string("Content-Length: 0\r\nContent-Length: 30\r\n"), std::string("Content-Length: 30\r\n"),
        std::string("Transfer-Encoding: xchunked\r\n"), std::string("Transfer-Encoding : chunked\r\n"),
        std::string("Host : b\r\n"), std::string("X: a\n"), std::string("X: a\r\n folded\r\n"),
        std::string("Host: b\r\n")}) {
    CAPTURE(lines);
    Client client(server.port());
    client.send("GET /a.html HTTP/1.1\r\nHost: a\r\n" + lines + "\r\n0\r\n\r\n" + inner);
    const std::string answers = client.rest();
    CHECK(count(answers, "HTTP/1.1 ") == 1);
    CHECK((status_of(answers) == "HTTP/1.1 400" || status_of(answers) == "HTTP/1.1 413"));
    CHECK(count(answers, "\r\nConnection: close\r\n") == 1);
  }
  Client bare(server.port());
  bare.send("GET /a.html HTTP/1.1\nHost: a\n\n" + inner);
  CHECK(count(bare.rest(), "HTTP/1.1 ") == 1);
}

TEST_CASE("no way leads out of the folder") {
  Site site;
  site.folder.put("site/.hidden/x", "secret");
  std::filesystem::create_symlink(site.folder / "secret.txt", site.folder / "site/link.txt");
  std::filesystem::create_directory_symlink(site.folder / "", site.folder / "site/up");
  RunningServer server(site.options);
  for (const char* target : {"/../secret.txt",
                             "/%2e%2e/secret.txt",
                             "/..%2fsecret.txt",
                             "/%252e%252e/secret.txt",
                             "/..%5csecret.txt",
                             "/..\\secret.txt",
                             "/a/../../secret.txt",
                             "//secret.txt",
                             "/./../secret.txt",
                             "/../site/../secret.txt",
                             "/secret.txt%00.html",
                             "/a.html%00",
                             "/.hidden/x",
                             "/link.txt",
                             "/up/secret.txt",
                             "/up",
                             "http:/secret.txt",
                             "http://a/../secret.txt",
                             "/%c0%ae%c0%ae/secret.txt",
                             "*"}) {
    CAPTURE(target);
    Client client(server.port());
    client.send(get(target));
    const std::string answer = client.answer();
    CHECK((status_of(answer) == "HTTP/1.1 404" || status_of(answer) == "HTTP/1.1 400"));
    CHECK(count(answer, "secret") == 0);
    CHECK(count(answer, "\r\nLocation: ") == 0);
  }
}

TEST_CASE("a header of 9 kB is too large") {
  Site site;
  RunningServer server(site.options);
  Client client(server.port());
  client.send("GET /a.html HTTP/1.1\r\nHost: a\r\nX: " + std::string(9000, 'x') + "\r\n\r\n");
  CHECK(status_of(client.rest()) == "HTTP/1.1 431");
  Client fits(server.port());
  fits.send("GET /a.html HTTP/1.1\r\nHost: a\r\nX: " + std::string(8000, 'x') + "\r\n\r\n");
  CHECK(status_of(fits.answer()) == "HTTP/1.1 200");
}

TEST_CASE("a header that does not come to its end is given up, also when it comes in drops") {
  Site site;
  site.options.limits.head_time = kSoon;
  RunningServer server(site.options);
  Client stalled(server.port());
  stalled.send("GET /a.html HTTP/1.1\r\nHost:");
  CHECK(status_of(stalled.rest()) == "HTTP/1.1 408");
  Client silent(server.port());
  CHECK(silent.rest().empty());
  Client dripping(server.port());
  dripping.send("GET /a.html HTTP/1.1\r\nHost: a\r\nX: ");
  for (int i = 0; i < 5000 && !dripping.heard(); ++i) {
    dripping.send("x");
    std::this_thread::sleep_for(kSoon / 8);
  }
  CHECK(status_of(dripping.rest()) == "HTTP/1.1 408");
}

TEST_CASE("a connection that stays idle is closed without a word") {
  Site site;
  site.options.limits.idle_time = kSoon;
  RunningServer server(site.options);
  Client client(server.port());
  client.send(kGet);
  CHECK(client.answer().ends_with("hello"));
  CHECK(client.rest().empty());
}

TEST_CASE("a client that takes nothing of its answer is given up") {
  Site site;
  constexpr std::uintmax_t kSize = 256 << 20;
  site.folder.put("site/large.bin", "");
  std::filesystem::resize_file(site.folder / "site/large.bin", kSize);
  site.options.limits.write_time = kSoon;
  RunningServer server(site.options);
  Client client(server.port(), 4096);
  client.send(get("/large.bin"));
  server.wait_for_connections(1);
  server.wait_for_connections(0);
  CHECK(client.rest().size() < kSize);
}

TEST_CASE("half-open clients keep nobody out") {
  Site site;
  RunningServer server(site.options);
  std::vector<Client> half_open;
  for (int i = 0; i < 200; ++i) {
    half_open.emplace_back(server.port());
    half_open.back().send("GET /a.html HTTP/1.1\r\nHo");
  }
  server.wait_for_connections(200);
  Client client(server.port());
  client.send(kGet);
  CHECK(client.answer().ends_with("hello"));
  half_open.front().send("st: a\r\n\r\n");
  CHECK(half_open.front().answer().ends_with("hello"));
}

TEST_CASE("beyond the limit a client is told to come again, and may") {
  Site site;
  site.options.limits.connections = 2;
  RunningServer server(site.options);
  {
    Client first(server.port());
    Client second(server.port());
    server.wait_for_connections(2);
    Client third(server.port());
    third.send(kGet);
    const std::string answer = third.rest();
    CHECK(status_of(answer) == "HTTP/1.1 503");
    CHECK(count(answer, "\r\nRetry-After: 5\r\n") == 1);
    second.send(kGet);
    CHECK(second.answer().ends_with("hello"));
  }
  server.wait_for_connections(0);
  Client fourth(server.port());
  fourth.send(kGet);
  CHECK(fourth.answer().ends_with("hello"));
}

TEST_CASE("stopping ends idle connections at once and answers under way when they are whole") {
  Site site;
  const std::string bytes = noise(20'000'000);
  site.folder.put("site/large.bin", bytes);
  site.options.limits.stop_time = std::chrono::hours(1);
  site.options.limits.linger_time = kSoon;
  RunningServer server(site.options);
  Client idle(server.port());
  idle.send(kGet);
  CHECK(idle.answer().ends_with("hello"));
  Client busy(server.port(), 4096);
  busy.send(get("/large.bin"));
  while (!busy.heard()) std::this_thread::yield();
  const std::uint16_t port = server.port();
  (*server).stop();
  CHECK(idle.rest().empty());
  CHECK(busy.rest().ends_with(bytes));
  server.stop();
  CHECK_FALSE(Client(port).connected());
}

TEST_CASE("stopping does not wait for ever") {
  Site site;
  site.folder.put("site/large.bin", "");
  std::filesystem::resize_file(site.folder / "site/large.bin", 256 << 20);
  site.options.limits.stop_time = kSoon;
  RunningServer server(site.options);
  Client busy(server.port(), 4096);
  busy.send(get("/large.bin"));
  while (!busy.heard()) std::this_thread::yield();
  server.stop();
}

TEST_CASE("SIGTERM stops it") {
  Site site;
  site.options.port = 0;
  Diagnostics problems;
  std::vector<std::string> said;
  const auto server = Server::listen(
      site.options, [&](const Message& line) { said.push_back(line.id); }, problems);
  REQUIRE(server);
  std::thread running([&] { server->run(true); });
  Client client(server->port());
  client.send(kGet);
  CHECK(client.answer().ends_with("hello"));  // so it listens for signals too
  kill(getpid(), SIGTERM);
  running.join();
  CHECK(said == std::vector<std::string>{"server.stopping"});
}

TEST_CASE("refused requests are told in a line without who and what, and many of them in one") {
  Site site;
  RunningServer server(site.options);
  for (int i = 0; i < 100; ++i) {
    Client client(server.port());
    client.send("GET /who-I-am HTTP/1.1\r\n\r\n");
    CHECK(status_of(client.rest()) == "HTTP/1.1 400");
  }
  server.stop();
  REQUIRE(server.log.size() >= 11);
  CHECK(server.log.size() < 100);
  CHECK(server.log.front() ==
        "Refused a request from 127.0.0.0/24: 400, its Host header is missing, repeated or not a host.");
}

TEST_CASE("why it cannot listen") {
  Site site;
  RunningServer server(site.options);
  const auto problems_with = [](const ServeOptions& options) {
    Diagnostics problems;
    CHECK(Server::listen(
              options, [](const Message&) {}, problems) == nullptr);
    REQUIRE(problems.has_errors());
    return problems.items().front().message.id;
  };
  ServeOptions taken = site.options;
  taken.port = server.port();
  CHECK(problems_with(taken) == "server.cannot_listen");
  ServeOptions nowhere = site.options;
  nowhere.folder = (site.folder / "none").string();
  CHECK(problems_with(nowhere) == "server.no_folder");
  ServeOptions strange = site.options;
  strange.address = "localhost:80";
  CHECK(problems_with(strange) == "server.not_an_address");
}

}  // namespace
}  // namespace dajuan::server
