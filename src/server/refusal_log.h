#pragma once
#include <chrono>
#include <cstddef>
#include <functional>
#include <mutex>
#include <string>

#include "base/message.h"
#include "server/request_head.h"

namespace dajuan::server {

/// Takes the texts of a server that runs; called by one thread at a time.
using Say = std::function<void(const Message&)>;

/// One line for each request that is refused, without what was asked for and by whom: the address is cut to
/// its network (first 24 bits of IPv4, 48 of IPv6). More than ten in a second are only counted, so that
/// nobody can fill a disk. For any thread.
class RefusalLog {
 public:
  using Time = std::chrono::steady_clock::time_point;
  explicit RefusalLog(Say say) : say_(std::move(say)) {}
  ~RefusalLog();

  void add(Refusal refusal, const std::string& network, Time now);

 private:
  void tell_rest();

  std::mutex mutex_;
  Say say_;
  Time second_{};
  std::size_t lines_ = 0;
  std::size_t untold_ = 0;
};

}  // namespace dajuan::server
