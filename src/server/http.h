#pragma once
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "server/file_tree.h"

namespace dajuan::server {

struct Header {
  std::string_view name;
  std::string_view value;
};

/// The head of a request whose body is empty. Views into the bytes that were received: they live as long as
/// those.
struct Request {
  std::string_view method;
  std::string_view target;  ///< origin form, "/path?query", as sent (an absolute form has lost its authority)
  std::vector<Header> headers;
  bool keep_alive = true;  ///< what the client asked for, by version and Connection

  /// Value of the first header of that name (any letter case), empty when there is none.
  std::string_view header(std::string_view name) const;
};

/// What to send. `head` is the status line and the header lines without Date, Connection and the empty line,
/// which belong to the connection. The body is `length` bytes of `content` from `first`.
struct Response {
  int status = 0;
  std::shared_ptr<const std::string> head;
  std::shared_ptr<const Content> content;  ///< null when nothing follows the head
  std::uint64_t first = 0;
  std::uint64_t length = 0;
};

/// "HTTP/1.1 404 Not Found\r\n"
std::string status_line(int status);

/// Letter case of ASCII apart.
bool same_word(std::string_view a, std::string_view b);

}  // namespace dajuan::server
