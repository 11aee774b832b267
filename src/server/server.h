#pragma once
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>

#include "base/diagnostics.h"
#include "server/refusal_log.h"

namespace dajuan::server {

/// What one client may cost.
struct Limits {
  std::size_t head_bytes = 8192;  ///< request line and header lines
  std::chrono::milliseconds head_time{
      10'000};  ///< from the first byte (or the connection) to the end of the head
  std::chrono::milliseconds idle_time{30'000};   ///< between two requests of a connection
  std::chrono::milliseconds write_time{30'000};  ///< without the client taking anything of an answer
  std::chrono::milliseconds linger_time{2'000};  ///< for the client to close after the last answer
  std::chrono::milliseconds stop_time{5'000};    ///< for answers under way when the server ends
  std::size_t connections = 4096;                ///< open at once; further ones are told 503
};

struct ServeOptions {
  std::string folder;
  std::string address = "127.0.0.1";   ///< IPv4 or IPv6
  std::uint16_t port = 8080;           ///< 0 = any that is free
  unsigned threads = 0;                ///< 0 = one a processor
  std::size_t cache_bytes = 64 << 20;  ///< files held in memory, all threads together
  Limits limits;
};

/// Serves a folder of files over HTTP/1.1 (StaticFiles says how). TLS and HTTP/2 are a proxy's work.
class Server {
 public:
  /// A server that listens; null, and `problems` says why, when it cannot.
  static std::unique_ptr<Server> listen(const ServeOptions& options, Say say, Diagnostics& problems);
  ~Server();

  std::uint16_t port() const;
  std::string url() const;
  /// How many connections are open now.
  std::size_t connections() const;

  /// Serves until stop(), or SIGINT or SIGTERM when `until_signal`; a second signal then ends the program at
  /// once.
  void run(bool until_signal);

  /// No new connections; answers under way are finished. From any thread, before or during run().
  void stop();

 private:
  class Impl;
  explicit Server(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

/// `dajuan serve`: listens, says where, serves until SIGINT or SIGTERM. False when it cannot listen.
bool serve(const ServeOptions& options, const Say& say, Diagnostics& problems);

}  // namespace dajuan::server
