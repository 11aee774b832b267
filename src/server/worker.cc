#include "server/worker.h"

#include <netinet/tcp.h>
#include <sys/sendfile.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <cerrno>

#include "server/http_date.h"
#include "server/outgoing.h"
#include "server/request_head.h"

namespace dajuan::server {
namespace {

namespace asio = boost::asio;
using asio::ip::tcp;
using boost::system::error_code;

/// Unsent bytes that the kernel keeps for one client; more would only hide from us that it takes none.
constexpr int kUnsentBytes = 256 << 10;
constexpr std::size_t kFilePiece = 256 << 10;
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

}  // namespace

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
    if (used_ == 0 && worker_.stopping()) return linger();
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

  void prepare(Response response) { answer_.begin(std::move(response), worker_.tail(closing_)); }

  /// Sends as much as the client takes. False when not all is sent: the rest follows by itself, or the
  /// connection is closed.
  bool send() {
    while (!answer_.done()) {
      error_code error;
      const std::size_t size = send_some(error);
      answer_.sent(size);
      if (error && error != asio::error::would_block) {
        close();
        return false;
      }
      if (size > 0 || state_ != State::sending) wait(State::sending, limits_.write_time);
      // A large file is sent in turns, so that a fast client does not keep the loop from the others.
      if (error || (answer_.streams() && !answer_.done())) {
        socket_.async_wait(Socket::wait_write,
                           [self = shared_from_this()](error_code failed) { self->on_writable(failed); });
        return false;
      }
    }
    answer_.end();
    return true;
  }

  void on_writable(error_code error) {
    if (state_ == State::closed) return;
    if (error) return close();
    if (!send()) return;
    if (closing_) return linger();
    answer_all();
  }

  std::size_t send_some(error_code& error) {
    if (const auto piece = answer_.file_piece()) return send_file(*piece, error);
    const auto pieces = answer_.pieces();
    const std::array<asio::const_buffer, 3> buffers = {asio::buffer(pieces[0]), asio::buffer(pieces[1]),
                                                       asio::buffer(pieces[2])};
    return socket_.write_some(buffers, error);
  }

  std::size_t send_file(const Outgoing::FilePiece& piece, error_code& error) {
    auto at = static_cast<off_t>(piece.at);
    const ssize_t sent =
        ::sendfile(socket_.native_handle(), piece.file, &at, std::min<std::uint64_t>(piece.size, kFilePiece));
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

  Outgoing answer_;
};

Worker::Worker(Common& common, std::size_t cache_bytes)
    : common_(common), files_(common.tree, cache_bytes), timer_(io_) {
  const Limits& limits = common.limits;
  const auto shortest =
      std::min({limits.head_time, limits.idle_time, limits.write_time, limits.linger_time, limits.stop_time});
  period_ = std::clamp<std::chrono::milliseconds>(shortest / 4, std::chrono::milliseconds(5),
                                                  std::chrono::seconds(1));
  sweep_later();
}

Worker::~Worker() = default;

std::string_view Worker::tail(bool closing) {
  const std::time_t now = std::time(nullptr);
  if (now != tail_second_) {
    tail_second_ = now;
    tail_open_ = "Date: " + http_date(now) + "\r\n\r\n";
    tail_closing_ = "Date: " + http_date(now) + "\r\nConnection: close\r\n\r\n";
  }
  return closing ? tail_closing_ : tail_open_;
}

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

template <typename Visit>
void Worker::for_each_connection(Visit visit) {
  for (auto at = connections_.begin(); at != connections_.end();) {
    const std::shared_ptr<Connection> connection = *at++;  // which may close and so leave the list
    visit(*connection);
  }
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

}  // namespace dajuan::server
