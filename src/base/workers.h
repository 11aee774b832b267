#pragma once
#include <cstddef>
#include <functional>

namespace dajuan {

/// Threads for work that can be shared. Made at the edge and passed in; pure rooms ask no more of it than
/// this, and make results that do not depend on how many there are. A single one works in the caller's own
/// thread.
class Workers {
 public:
  using Job = std::function<void(std::size_t worker)>;

  /// 0 = as many as the machine has processors.
  explicit Workers(unsigned threads = 1);
  std::size_t count() const { return count_; }

  /// Calls job(i) for every i below `jobs`, some at the same time, and returns when all are done.
  void for_each(std::size_t jobs, const std::function<void(std::size_t)>& job) const;

  /// Workers take turns at `next`, which one of them calls at a time, in any order of workers; what it gives
  /// they do at the same time. Ends when `next` gives an empty job.
  void in_turns(const std::function<Job()>& next) const;

 private:
  std::size_t count_;
};

}  // namespace dajuan
