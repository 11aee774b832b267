#pragma once
#include <chrono>
#include <functional>
#include <string>

#include "main/streams.h"

namespace dajuan {

/// Says how far a long computation is: nothing in the first second, then a line a second.
class Countdown {
 public:
  explicit Countdown(const Streams& streams) : streams_(streams) {}

  /// What is done, and how long the rest will take.
  struct Progress {
    std::string percent;
    std::string seconds;
  };

  /// `step`: a number that changes when the share begins anew. The message is made when it is time for one.
  void tell(std::size_t step, double share, const std::function<Message(const Progress&)>& message);

 private:
  using Clock = std::chrono::steady_clock;
  const Streams& streams_;
  std::size_t step_ = 0;
  double told_share_ = 1;
  Clock::time_point step_begun_ = Clock::now();
  Clock::time_point last_ = Clock::now();
  Clock::time_point told_ = Clock::now();
};

}  // namespace dajuan
