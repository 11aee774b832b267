#pragma once
#include <cstddef>
#include <string_view>

#include "server/http.h"

namespace dajuan::server {

/// Why a request is not answered. Each has a message `server.refusal.<name>`.
enum class Refusal { none, syntax, host, body, version, head_too_large, too_slow, too_many };

/// The HTTP status that goes with a refusal.
int status_of(Refusal refusal);

struct HeadReading {
  enum class State { incomplete, complete, refused };
  State state = State::incomplete;
  std::size_t size = 0;  ///< of the head, when complete
  Refusal refusal = Refusal::none;
};

/// Reads the head of a request from the beginning of `bytes` into `request`, which is overwritten; its views
/// point into `bytes`. Boost.Beast knows the grammar. Beyond it is refused what two programs on the way of a
/// request might read differently (RFC 9112, 11.2): Host missing or there twice, a repeated Content-Length,
/// folded lines, any Transfer-Encoding; and every request with a body, since only pages are asked for here.
HeadReading read_head(std::string_view bytes, Request& request);

}  // namespace dajuan::server
