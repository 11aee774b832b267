#pragma once
#include <atomic>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>
#include <chrono>
#include <ctime>
#include <list>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include "server/file_tree.h"
#include "server/refusal_log.h"
#include "server/server.h"
#include "server/static_files.h"

namespace dajuan::server {

/// Sockets and timers that know their event loop by type: the erased executor costs an allocation per
/// operation.
using Socket = boost::asio::basic_stream_socket<boost::asio::ip::tcp, boost::asio::io_context::executor_type>;
using Timer = boost::asio::basic_waitable_timer<std::chrono::steady_clock,
                                                boost::asio::wait_traits<std::chrono::steady_clock>,
                                                boost::asio::io_context::executor_type>;

/// What all threads of a server share.
struct Common {
  Common(const ServeOptions& options, Say say)
      : limits(options.limits), tree(options.folder), refusals(std::move(say)) {}
  Limits limits;
  DiskTree tree;
  RefusalLog refusals;
  std::atomic<std::size_t> connections{0};
};

class Connection;
using Connections = std::list<std::shared_ptr<Connection>>;

/// One thread's event loop, cache and connections. For that thread only.
class Worker {
 public:
  Worker(Common& common, std::size_t cache_bytes);
  ~Worker();

  boost::asio::io_context& io() { return io_; }
  Common& common() { return common_; }
  StaticFiles& files() { return files_; }
  bool stopping() const { return stopping_; }
  /// No connection lives longer.
  Time last_moment() const { return last_moment_; }

  /// Serves a new connection, already counted in `Common`; `too_many` tells it to come again later.
  void adopt(Socket socket, bool too_many);
  void forget(Connections::iterator connection);
  /// Closes what is idle, gives the rest a last moment; then the event loop ends.
  void begin_stop();

  /// The header lines that every answer ends with: Date, and Connection where it closes.
  std::string_view tail(bool closing);

 private:
  void sweep_later();
  template <typename Visit>
  void for_each_connection(Visit visit);

  Common& common_;
  boost::asio::io_context io_{1};
  StaticFiles files_;
  Timer timer_;
  std::chrono::milliseconds period_{};
  Connections connections_;
  bool stopping_ = false;
  Time last_moment_ = Time::max();
  std::time_t tail_second_ = 0;
  std::string tail_open_;
  std::string tail_closing_;
};

}  // namespace dajuan::server
