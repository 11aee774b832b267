// A server: one Worker a thread; the first one also accepts and deals new connections out in turn.
#include "server/server.h"

#include <fmt/format.h>
#include <signal.h>
#include <sys/resource.h>

#include <algorithm>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/steady_timer.hpp>
#include <filesystem>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>
#include <vector>

#include "server/worker.h"

namespace dajuan::server {
namespace {

namespace asio = boost::asio;
using asio::ip::tcp;
using boost::system::error_code;

/// Connections beyond the limit that are still told 503; those beyond that are closed without a word.
constexpr std::size_t kPolitelyRefused = 64;
/// Descriptors for other things than connections: cache, standard streams, event loops.
constexpr std::size_t kSpareDescriptors = 256;

/// Asks for as many descriptors as the connections need; gives the connections that there are descriptors
/// for.
std::size_t affordable_connections(std::size_t wanted) {
  rlimit limit{};
  if (getrlimit(RLIMIT_NOFILE, &limit) != 0) return wanted;
  const rlim_t needed = wanted + kPolitelyRefused + kSpareDescriptors;
  if (limit.rlim_cur < needed) {
    limit.rlim_cur = std::min(needed, limit.rlim_max);
    setrlimit(RLIMIT_NOFILE, &limit);
    getrlimit(RLIMIT_NOFILE, &limit);
  }
  if (limit.rlim_cur >= needed) return wanted;
  const rlim_t others = kPolitelyRefused + kSpareDescriptors;
  return limit.rlim_cur > 2 * others ? limit.rlim_cur - others : limit.rlim_cur / 2;
}

/// sendfile() has no way to ask for an error instead of SIGPIPE.
void block_broken_pipe_signal() {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGPIPE);
  pthread_sigmask(SIG_BLOCK, &signals, nullptr);
}

}  // namespace

class Server::Impl {
 public:
  Impl(const ServeOptions& options, Say say, tcp::endpoint endpoint)
      : say_(std::move(say)), common_(options, say_) {
    common_.limits.connections = affordable_connections(options.limits.connections);
    const unsigned threads =
        options.threads > 0 ? options.threads : std::max(1U, std::thread::hardware_concurrency());
    for (unsigned i = 0; i < threads; ++i) {
      workers_.push_back(std::make_unique<Worker>(common_, options.cache_bytes / threads));
    }
    acceptor_.emplace(workers_.front()->io());
    retry_.emplace(workers_.front()->io());
    signals_.emplace(workers_.front()->io());
    acceptor_->open(endpoint.protocol());
    acceptor_->set_option(tcp::acceptor::reuse_address(true));
    acceptor_->bind(endpoint);
    acceptor_->listen();
    endpoint_ = acceptor_->local_endpoint();
  }

  tcp::endpoint endpoint() const { return endpoint_; }
  std::size_t connections() const { return common_.connections; }

  void run(bool until_signal) {
    if (until_signal) {
      signals_->add(SIGINT);
      signals_->add(SIGTERM);
      signals_->async_wait([this](error_code error, int) {
        if (error) return;
        say_({"server.stopping"});
        stop_now();
      });
    }
    accept();
    std::vector<std::thread> threads;
    for (const auto& worker : workers_) {
      threads.emplace_back([&worker] {
        block_broken_pipe_signal();
        worker->io().run();
      });
    }
    for (std::thread& thread : threads) thread.join();
  }

  void stop() {
    asio::post(workers_.front()->io(), [this] { stop_now(); });
  }

 private:
  void accept() {
    Worker& worker = *workers_[turn_++ % workers_.size()];
    acceptor_->async_accept(worker.io(), [this, &worker](error_code error, Socket socket) {
      if (!acceptor_->is_open()) return;
      if (error) return accept_later();
      deal(worker, std::move(socket));
      accept();
    });
  }

  /// Out of descriptors, most likely: some are free again in a moment.
  void accept_later() {
    retry_->expires_after(std::chrono::milliseconds(100));
    retry_->async_wait([this](error_code error) {
      if (!error && acceptor_->is_open()) accept();
    });
  }

  void deal(Worker& worker, Socket socket) {
    const std::size_t open = common_.connections++;
    const std::size_t most = common_.limits.connections;
    if (open >= most + kPolitelyRefused) {
      --common_.connections;
      return;
    }
    asio::post(worker.io(), [&worker, too_many = open >= most, taken = std::move(socket)]() mutable {
      worker.adopt(std::move(taken), too_many);
    });
  }

  /// In the first worker's thread. A second signal then meets the system's own handler.
  void stop_now() {
    error_code ignored;
    acceptor_->close(ignored);
    retry_->cancel();
    signals_->clear(ignored);
    signals_->cancel(ignored);
    for (const auto& worker : workers_) {
      asio::post(worker->io(), [&worker] { worker->begin_stop(); });
    }
  }

  Say say_;
  Common common_;
  std::vector<std::unique_ptr<Worker>> workers_;
  std::optional<tcp::acceptor> acceptor_;
  std::optional<asio::steady_timer> retry_;
  std::optional<asio::signal_set> signals_;
  tcp::endpoint endpoint_;
  std::size_t turn_ = 0;
};

Server::Server(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Server::~Server() = default;

std::unique_ptr<Server> Server::listen(const ServeOptions& options, Say say, Diagnostics& problems) {
  error_code error;
  if (!std::filesystem::is_directory(options.folder)) {
    problems.error({}, {"server.no_folder", {{"folder", options.folder}}});
  }
  const asio::ip::address address = asio::ip::make_address(options.address, error);
  if (error)
    problems.error({}, {"server.not_an_address", {{"found", options.address}}}, {"server.hint.address"});
  if (problems.has_errors()) return nullptr;
  Say one_at_a_time = [say = std::move(say), mutex = std::make_shared<std::mutex>()](const Message& message) {
    const std::scoped_lock lock(*mutex);
    say(message);
  };
  try {
    auto impl =
        std::make_unique<Impl>(options, std::move(one_at_a_time), tcp::endpoint(address, options.port));
    return std::unique_ptr<Server>(new Server(std::move(impl)));
  } catch (const boost::system::system_error& failure) {
    problems.error({},
                   {"server.cannot_listen",
                    {{"address", options.address},
                     {"port", std::to_string(options.port)},
                     {"reason", failure.code().message()}}},
                   {"server.hint.port"});
    return nullptr;
  }
}

std::uint16_t Server::port() const { return impl_->endpoint().port(); }

std::string Server::url() const {
  const tcp::endpoint endpoint = impl_->endpoint();
  const std::string address = endpoint.address().to_string();
  return fmt::format("http://{}:{}/", endpoint.address().is_v6() ? "[" + address + "]" : address,
                     endpoint.port());
}

std::size_t Server::connections() const { return impl_->connections(); }

void Server::run(bool until_signal) { impl_->run(until_signal); }

void Server::stop() { impl_->stop(); }

bool serve(const ServeOptions& options, const Say& say, Diagnostics& problems) {
  const auto server = Server::listen(options, say, problems);
  if (!server) return false;
  say({"server.listening", {{"folder", options.folder}, {"address", server->url()}}});
  server->run(true);
  return true;
}

}  // namespace dajuan::server
