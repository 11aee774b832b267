// The only file that knows Boost.Beast.
#include "server/request_head.h"

#include <boost/beast/http/basic_parser.hpp>
#include <limits>
#include <utility>

namespace dajuan::server {
namespace {

namespace http = boost::beast::http;
using boost::beast::error_code;

std::string_view view(boost::beast::string_view text) { return {text.data(), text.size()}; }

class HeadParser final : public http::basic_parser<true> {
 public:
  explicit HeadParser(Request& request) : request_(request) {
    request_.headers.clear();
    header_limit(std::numeric_limits<std::uint32_t>::max());  // the caller's buffer is the limit
    body_limit(std::numeric_limits<std::uint64_t>::max());
  }

  int version = 0;  ///< 11 for HTTP/1.1
  int hosts = 0;
  int lengths = 0;
  bool transfer_encoding = false;
  std::string_view host;

 private:
  void on_request_impl(http::verb, boost::beast::string_view method, boost::beast::string_view target,
                       int http_version, error_code&) override {
    version = http_version;
    request_.method = view(method);
    request_.target = view(target);
  }

  void on_field_impl(http::field field, boost::beast::string_view name, boost::beast::string_view value,
                     error_code&) override {
    request_.headers.push_back({view(name), view(value)});
    if (field == http::field::host) {
      ++hosts;
      host = view(value);
    }
    if (field == http::field::content_length) ++lengths;
    if (field == http::field::transfer_encoding) transfer_encoding = true;
  }

  void on_response_impl(int, boost::beast::string_view, int, error_code&) override {}
  void on_header_impl(error_code&) override {}
  void on_body_init_impl(const boost::optional<std::uint64_t>&, error_code&) override {}
  std::size_t on_body_impl(boost::beast::string_view, error_code&) override { return 0; }
  void on_chunk_header_impl(std::uint64_t, boost::beast::string_view, error_code&) override {}
  std::size_t on_chunk_body_impl(std::uint64_t, boost::beast::string_view, error_code&) override { return 0; }
  void on_finish_impl(error_code&) override {}

  Request& request_;
};

bool has_folded_line(std::string_view head) {
  for (std::size_t at = head.find('\n'); at + 1 < head.size(); at = head.find('\n', at + 1)) {
    if (head[at + 1] == ' ' || head[at + 1] == '\t') return true;
  }
  return false;
}

bool is_host(std::string_view host) {
  constexpr std::string_view kAllowed =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~!$&'()*+,;=%:[]";
  return !host.empty() && host.find_first_not_of(kAllowed) == std::string_view::npos;
}

/// "http://host/path" becomes "/path": a server must take the absolute form too (RFC 9112, 3.2.2).
std::string_view origin_form(std::string_view target) {
  for (const std::string_view scheme : {"http://", "https://"}) {
    if (target.size() < scheme.size() || !same_word(target.substr(0, scheme.size()), scheme)) continue;
    const std::string_view rest = target.substr(scheme.size());
    const std::size_t path = rest.find_first_of("/?");
    if (path == std::string_view::npos) return "/";
    return rest.substr(path);
  }
  return target;
}

HeadReading refused(Refusal refusal) { return {HeadReading::State::refused, 0, refusal}; }

}  // namespace

int status_of(Refusal refusal) {
  switch (refusal) {
    case Refusal::body:
      return 413;
    case Refusal::version:
      return 505;
    case Refusal::head_too_large:
      return 431;
    case Refusal::too_slow:
      return 408;
    case Refusal::too_many:
      return 503;
    default:
      return 400;
  }
}

HeadReading read_head(std::string_view bytes, Request& request) {
  HeadParser parser(request);
  error_code error;
  const std::size_t size = parser.put(boost::asio::const_buffer(bytes.data(), bytes.size()), error);
  if (error == http::error::need_more) return {};
  if (error == http::error::bad_version) return refused(Refusal::version);
  if (error) return refused(Refusal::syntax);
  if (has_folded_line(bytes.substr(0, size)) || parser.lengths > 1) return refused(Refusal::syntax);
  if (parser.hosts > 1 || (parser.hosts == 0 && parser.version >= 11) ||
      (parser.hosts == 1 && !is_host(parser.host))) {
    return refused(Refusal::host);
  }
  if (parser.transfer_encoding || parser.content_length().value_or(0) > 0) return refused(Refusal::body);
  request.target = origin_form(request.target);
  // HTTP/1.0 clients get one answer a connection: those still there do not ask for more.
  request.keep_alive = parser.version >= 11 && parser.keep_alive();
  return {HeadReading::State::complete, size, Refusal::none};
}

}  // namespace dajuan::server
