#pragma once
#include <chrono>

#include "main/streams.h"

namespace dajuan {

/// Says how far a long computation is: nothing in the first second, then a line a second.
class Countdown {
 public:
  explicit Countdown(const Streams& streams) : streams_(streams) {}

  /// `step`: a number that changes when the share begins anew; the message gets {step}, {percent} and
  /// {seconds}, those that are left of the step.
  void tell(const char* message, std::size_t step, double share);

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
