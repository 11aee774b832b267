#include "server/refusal_log.h"

#include <string_view>
#include <utility>

namespace dajuan::server {
namespace {

constexpr std::size_t kLinesPerSecond = 10;

std::string_view name_of(Refusal refusal) {
  switch (refusal) {
    case Refusal::host:
      return "host";
    case Refusal::body:
      return "body";
    case Refusal::version:
      return "version";
    case Refusal::head_too_large:
      return "head_too_large";
    case Refusal::too_slow:
      return "too_slow";
    case Refusal::too_many:
      return "too_many";
    case Refusal::none:
    case Refusal::syntax:
      break;
  }
  return "syntax";
}

}  // namespace

RefusalLog::~RefusalLog() { tell_rest(); }

void RefusalLog::add(Refusal refusal, const std::string& network, Time now) {
  const std::scoped_lock lock(mutex_);
  if (now - second_ >= std::chrono::seconds(1)) {
    tell_rest();
    second_ = now;
    lines_ = 0;
  }
  if (++lines_ > kLinesPerSecond) {
    ++untold_;
    return;
  }
  say_({"server.refused",
        {{"network", network},
         {"status", std::to_string(status_of(refusal))},
         {"reason", "@server.refusal." + std::string(name_of(refusal))}}});
}

void RefusalLog::tell_rest() {
  if (untold_ > 0) say_({"server.refused_more", {{"count", std::to_string(untold_)}}});
  untold_ = 0;
}

}  // namespace dajuan::server
