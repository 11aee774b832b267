// The only file that knows Boost.Asio. Each thread runs its own event loop over its own connections and
// cache; the first one also accepts and deals new connections out in turn.
#include "server/server.h"

#include <fmt/format.h>
#include <netinet/tcp.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/sendfile.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/steady_timer.hpp>
#include <ctime>
#include <filesystem>
#include <list>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>
#include <vector>

#include "server/http_date.h"
#include "server/static_files.h"

namespace dajuan::server {
namespace {

namespace asio = boost::asio;
using asio::ip::tcp;
using boost::system::error_code;
/// Sockets that know their event loop by type: the erased executor costs an allocation per operation.
using Socket = asio::basic_stream_socket<tcp, asio::io_context::executor_type>;

/// Connections beyond the limit that are still told 503; those beyond that are closed without a word.
constexpr std::size_t kPolitelyRefused = 64;
/// Unsent bytes that the kernel keeps for one client; more would only hide from us that it takes none.
constexpr int kUnsentBytes = 256 << 10;
constexpr std::size_t kFilePiece = 256 << 10;
/// Descriptors for other things than connections: cache, standard streams, event loops.
constexpr std::size_t kSpareDescriptors = 256;

/// What all threads share.
struct Common {
  Common(const ServeOptions& options, Say say)
      : limits(options.limits), tree(options.folder), refusals(std::move(say)) {}
  Limits limits;
  DiskTree tree;
  RefusalLog refusals;
  std::atomic<std::size_t> connections{0};
};

std::string network_of(const Socket& socket) {
  error_code ignored;
  asio::ip::address address = socket.remote_endpoint(ignored).address();
  if (address.is_v6() && address.to_v6().is_v4_mapped()) {
    address = asio::ip::make_address_v4(asio::ip::v4_mapped, address.to_v6());
  }
  if (address.is_v4()) {
    auto bytes = address.to_v4().to_bytes();
    bytes[3] = 0;
    return asio::ip::address_v4(bytes).to_string() + "/24";
  }
  auto bytes = address.to_v6().to_bytes();
  std::fill(bytes.begin() + 6, bytes.end(), static_cast<unsigned char>(0));
  return asio::ip::address_v6(bytes).to_string() + "/48";
}

class Connection;
using Connections = std::list<std::shared_ptr<Connection>>;

/// One thread's event loop, cache and connections. For that thread only.
class Worker {
 public:
  Worker(Common& common, std::size_t cache_bytes)
      : common_(common), files_(common.tree, cache_bytes), timer_(io_) {
    const Limits& limits = common.limits;
    const auto shortest =
        std::min({limits.head_time, limits.idle_time, limits.write_time, limits.linger_time});
    period_ = std::clamp<std::chrono::milliseconds>(shortest / 4, std::chrono::milliseconds(5),
                                                    std::chrono::seconds(1));
    sweep_later();
  }

  asio::io_context& io() { return io_; }
  Common& common() { return common_; }
  StaticFiles& files() { return files_; }
  bool stopping() const { return stopping_; }
  /// No connection lives longer.
  Time last_moment() const { return last_moment_; }
  void adopt(Socket socket, bool too_many);
  void forget(Connections::iterator connection);
  void begin_stop();

  /// The header lines that every answer ends with.
  std::string_view tail(bool closing) {
    const std::time_t now = std::time(nullptr);
    if (now != tail_second_) {
      tail_second_ = now;
      tail_open_ = "Date: " + http_date(now) + "\r\n\r\n";
      tail_closing_ = "Date: " + http_date(now) + "\r\nConnection: close\r\n\r\n";
    }
    return closing ? tail_closing_ : tail_open_;
  }

 private:
  void sweep_later();
  template <typename Visit>
  void for_each_connection(Visit visit);

  Common& common_;
  asio::io_context io_{1};
  StaticFiles files_;
  asio::basic_waitable_timer<std::chrono::steady_clock, asio::wait_traits<std::chrono::steady_clock>,
                             asio::io_context::executor_type>
      timer_;
  std::chrono::milliseconds period_{};
  Connections connections_;
  bool stopping_ = false;
  Time last_moment_ = Time::max();
  std::time_t tail_second_ = 0;
  std::string tail_open_;
  std::string tail_closing_;
};

/// One client. At any time it waits for exactly one thing: bytes to come or room to send; Worker::sweep()
/// ends what waits beyond its deadline.
class Connection : public std::enable_shared_from_this<Connection> {
 public:
  Connection(Worker& worker, Socket socket)
      : worker_(worker),
        limits_(worker.common().limits),
        socket_(std::move(socket)),
        input_(std::make_unique<char[]>(limits_.head_bytes)) {}

  void start(Connections::iterator self, bool too_many) {
    self_ = self;
    error_code ignored;
    socket_.non_blocking(true, ignored);
    socket_.set_option(tcp::no_delay(true), ignored);
    setsockopt(socket_.native_handle(), IPPROTO_TCP, TCP_NOTSENT_LOWAT, &kUnsentBytes, sizeof kUnsentBytes);
    wait(State::reading_head, limits_.head_time);
    if (too_many) return refuse(Refusal::too_many);
    read();
  }

  void check_deadline(Time now) {
    if (now < deadline_) return;
    if (state_ != State::reading_head || used_ == 0) return close();
    late_ = true;
    deadline_ = Time::max();
    error_code ignored;
    socket_.cancel(ignored);
  }

  void close() {
    if (state_ == State::closed) return;
    state_ = State::closed;
    error_code ignored;
    socket_.close(ignored);
    worker_.forget(self_);
  }

  void begin_stop() {
    if (used_ == 0 && (state_ == State::idle || state_ == State::reading_head)) return close();
    deadline_ = std::min(deadline_, worker_.last_moment());
  }

 private:
  enum class State { idle, reading_head, sending, lingering, closed };

  void wait(State state, std::chrono::milliseconds at_most) {
    state_ = state;
    deadline_ = std::min(std::chrono::steady_clock::now() + at_most, worker_.last_moment());
  }

  void read() {
    socket_.async_read_some(
        asio::buffer(input_.get() + used_, limits_.head_bytes - used_),
        [self = shared_from_this()](error_code error, std::size_t size) { self->on_read(error, size); });
  }

  void on_read(error_code error, std::size_t size) {
    if (state_ == State::closed) return;
    if (late_) return refuse(Refusal::too_slow);
    if (error) return close();
    if (state_ == State::lingering) return read();  // what comes after the last answer is of no interest
    used_ += size;
    answer_all();
  }

  /// Answers the requests that are complete, then waits for the next one.
  void answer_all() {
    while (begin_ < used_) {
      const HeadReading head = read_head({input_.get() + begin_, used_ - begin_}, request_);
      if (head.state == HeadReading::State::refused) return refuse(head.refusal);
      if (head.state == HeadReading::State::incomplete) break;
      begin_ += head.size;
      closing_ = !request_.keep_alive || worker_.stopping();
      prepare(worker_.files().answer(request_, std::chrono::steady_clock::now()));
      if (!send()) return;
      if (closing_) return linger();
    }
    await_request();
  }

  void await_request() {
    const bool answered = begin_ > 0;
    used_ -= begin_;
    if (answered && used_ > 0) std::copy_n(input_.get() + begin_, used_, input_.get());
    begin_ = 0;
    if (used_ == limits_.head_bytes) return refuse(Refusal::head_too_large);
    // A head that comes in drops does not get more time with each of them.
    if (answered || state_ == State::idle) {
      used_ > 0 ? wait(State::reading_head, limits_.head_time) : wait(State::idle, limits_.idle_time);
    }
    read();
  }

  void refuse(Refusal refusal) {
    worker_.common().refusals.add(refusal, network_of(socket_), std::chrono::steady_clock::now());
    late_ = false;
    closing_ = true;
    prepare(plain_page(status_of(refusal)));
    if (send()) linger();
  }

  void prepare(Response response) {
    response_ = std::move(response);
    tail_ = worker_.tail(closing_);
    sent_ = 0;
    total_ = response_.head->size() + tail_.size() + response_.length;
  }

  /// Sends as much as the client takes. False when not all is sent: the rest follows by itself, or the
  /// connection is closed.
  bool send() {
    while (sent_ < total_) {
      error_code error;
      const std::size_t size = send_some(error);
      sent_ += size;
      if (error && error != asio::error::would_block) {
        close();
        return false;
      }
      // A large file is sent in turns, so that a fast client does not keep the loop from the others.
      if (error || (streams() && sent_ < total_)) {
        if (size > 0 || state_ != State::sending) wait(State::sending, limits_.write_time);
        socket_.async_wait(Socket::wait_write,
                           [self = shared_from_this()](error_code failed) { self->on_writable(failed); });
        return false;
      }
    }
    response_ = {};
    return true;
  }

  void on_writable(error_code error) {
    if (state_ == State::closed) return;
    if (error) return close();
    if (!send()) return;
    if (closing_) return linger();
    answer_all();
  }

  bool streams() const { return response_.content && response_.content->file; }

  std::size_t send_some(error_code& error) {
    const std::uint64_t heads = response_.head->size() + tail_.size();
    if (streams() && sent_ >= heads)
      return send_file(response_.first + (sent_ - heads), total_ - sent_, error);
    std::string_view body;
    if (response_.content && !streams()) {
      body = std::string_view(response_.content->bytes).substr(response_.first, response_.length);
    }
    std::uint64_t before = 0;
    const auto rest_of = [&](std::string_view piece) {
      const std::uint64_t skip = std::clamp<std::uint64_t>(sent_ - std::min(before, sent_), 0, piece.size());
      before += piece.size();
      return asio::const_buffer(piece.data() + skip, piece.size() - skip);
    };
    const std::array<asio::const_buffer, 3> pieces = {rest_of(*response_.head), rest_of(tail_),
                                                      rest_of(body)};
    return socket_.write_some(pieces, error);
  }

  std::size_t send_file(std::uint64_t at, std::uint64_t size, error_code& error) {
    auto offset = static_cast<off_t>(at);
    const ssize_t sent = ::sendfile(socket_.native_handle(), response_.content->file.get(), &offset,
                                    std::min<std::uint64_t>(size, kFilePiece));
    if (sent > 0) return static_cast<std::size_t>(sent);
    if (sent < 0 && (errno == EAGAIN || errno == EINTR)) {
      error = asio::error::would_block;
    } else {
      error = asio::error::eof;  // the client has gone, or the file was cut short meanwhile
    }
    return 0;
  }

  /// Says that nothing more will come and lets the client close: closing first while bytes of it are unread
  /// would make the kernel reset the connection and take our last answer with it.
  void linger() {
    error_code error;
    socket_.shutdown(Socket::shutdown_send, error);
    if (error) return close();
    begin_ = used_ = 0;
    wait(State::lingering, limits_.linger_time);
    read();
  }

  Worker& worker_;
  const Limits& limits_;
  Socket socket_;
  Connections::iterator self_;
  State state_ = State::idle;
  Time deadline_;
  bool late_ = false;     ///< its head took too long; the read under way is being cancelled
  bool closing_ = false;  ///< after the answer being sent

  std::unique_ptr<char[]> input_;
  std::size_t begin_ = 0;  ///< of what is not yet answered
  std::size_t used_ = 0;
  Request request_;

  Response response_;
  std::string tail_;
  std::uint64_t sent_ = 0;  ///< of head, tail and body together
  std::uint64_t total_ = 0;
};

void Worker::adopt(Socket socket, bool too_many) {
  if (stopping_) {
    --common_.connections;
    return;
  }
  connections_.push_front(std::make_shared<Connection>(*this, std::move(socket)));
  const std::shared_ptr<Connection> connection = connections_.front();
  connection->start(connections_.begin(), too_many);
}

void Worker::forget(Connections::iterator connection) {
  connections_.erase(connection);
  --common_.connections;
  if (stopping_ && connections_.empty()) timer_.cancel();
}

void Worker::begin_stop() {
  stopping_ = true;
  last_moment_ = std::chrono::steady_clock::now() + common_.limits.stop_time;
  for_each_connection([](Connection& connection) { connection.begin_stop(); });
  timer_.cancel();
}

void Worker::sweep_later() {
  if (stopping_ && connections_.empty()) return;  // nothing is left to do: the event loop ends
  timer_.expires_after(period_);
  timer_.async_wait([this](error_code) {
    const Time now = std::chrono::steady_clock::now();
    for_each_connection([now](Connection& connection) { connection.check_deadline(now); });
    sweep_later();
  });
}

template <typename Visit>
void Worker::for_each_connection(Visit visit) {
  for (auto at = connections_.begin(); at != connections_.end();) {
    const std::shared_ptr<Connection> connection = *at++;  // which may close and so leave the list
    visit(*connection);
  }
}

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
  }

  tcp::endpoint endpoint() const { return acceptor_->local_endpoint(); }

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
