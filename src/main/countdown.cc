#include "main/countdown.h"

#include <ostream>

#include "base/number_text.h"

namespace dajuan {

void Countdown::tell(std::size_t step, double share, const std::function<Message(const Progress&)>& message) {
  const Clock::time_point now = Clock::now();
  if (step != step_) {
    step_ = step;
    step_begun_ = told_share_ < 1 ? now : last_;
  }
  last_ = now;
  told_share_ = share;
  if (now - told_ < std::chrono::seconds(1) || share >= 1 || !(share > 0)) return;
  told_ = now;
  const double seconds = std::chrono::duration<double>(now - step_begun_).count();
  const Progress progress{fixed(100 * share, 0), fixed(seconds * (1 - share) / share, 0)};
  streams_.err << text(streams_.language, message(progress)) << std::endl;
}

}  // namespace dajuan
