#pragma once
#include <arpa/inet.h>
#include <doctest/doctest.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <thread>
#include <utility>
#include <vector>

#include "server/server.h"

namespace dajuan::server {

/// Seconds after which a test that waits for the server gives up. No result depends on it.
inline constexpr int kGiveUp = 30;

/// A server on a free port of this computer, from its first to its last line.
class RunningServer {
 public:
  explicit RunningServer(ServeOptions options) {
    options.port = 0;
    options.threads = 2;
    Diagnostics problems;
    server_ = Server::listen(
        options, [this](const Message& line) { log.push_back(text(Language::en, line)); }, problems);
    REQUIRE(server_);
    thread_ = std::thread([this] { server_->run(false); });
  }
  ~RunningServer() {
    if (server_) stop();
  }
  RunningServer(const RunningServer&) = delete;
  RunningServer& operator=(const RunningServer&) = delete;

  Server& operator*() { return *server_; }
  std::uint16_t port() const { return server_->port(); }

  /// Ends it, after which `log` is whole.
  void stop() {
    server_->stop();
    thread_.join();
    server_.reset();
  }

  /// Waits until so many connections are open.
  void wait_for_connections(std::size_t count) const {
    for (int i = 0; i < kGiveUp * 1000 && server_->connections() != count; ++i) usleep(1000);
    REQUIRE(server_->connections() == count);
  }

  std::vector<std::string> log;

 private:
  std::unique_ptr<Server> server_;
  std::thread thread_;
};

/// A client that sends exactly the bytes it is told to.
class Client {
 public:
  explicit Client(std::uint16_t port, int receive_buffer = 0) : socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
    const timeval patience{kGiveUp, 0};
    setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    if (receive_buffer > 0)
      setsockopt(socket_, SOL_SOCKET, SO_RCVBUF, &receive_buffer, sizeof receive_buffer);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    connected_ = ::connect(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
  }
  Client(Client&& other) noexcept : socket_(std::exchange(other.socket_, -1)), connected_(other.connected_) {}
  ~Client() {
    if (socket_ >= 0) ::close(socket_);
  }

  bool connected() const { return connected_; }

  /// False when the server has closed.
  bool send(std::string_view bytes) {
    return ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL) == static_cast<ssize_t>(bytes.size());
  }

  /// One answer, head and body by Content-Length; whatever came when the server closes before.
  std::string answer(bool with_body = true) {
    std::size_t head = std::string::npos;
    while ((head = buffer_.find("\r\n\r\n")) == std::string::npos && receive()) {
    }
    if (head == std::string::npos) return take(buffer_.size());
    std::size_t size = head + 4;
    const std::size_t length = buffer_.find("\r\nContent-Length: ");
    if (with_body && length < head) size += std::stoul(buffer_.substr(length + 18));
    while (buffer_.size() < size && receive()) {
    }
    return take(std::min(size, buffer_.size()));
  }

  /// All that comes until the server closes.
  std::string rest() {
    while (receive()) {
    }
    return take(buffer_.size());
  }

  /// True when something has come; does not wait.
  bool heard() { return receive(MSG_DONTWAIT); }

 private:
  bool receive(int flags = 0) {
    char bytes[1 << 16];
    const ssize_t size = ::recv(socket_, bytes, sizeof bytes, flags);
    if (flags == 0 && size < 0) REQUIRE(errno != EAGAIN);  // the server has stalled
    if (size <= 0) return false;
    buffer_.append(bytes, static_cast<std::size_t>(size));
    return true;
  }
  std::string take(std::size_t size) {
    std::string taken = buffer_.substr(0, size);
    buffer_.erase(0, size);
    return taken;
  }

  int socket_;
  bool connected_ = false;
  std::string buffer_;
};

}  // namespace dajuan::server
