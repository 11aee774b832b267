#include "base/workers.h"

#include <algorithm>
#include <exception>
#include <mutex>
#include <thread>
#include <vector>

namespace dajuan {

Workers::Workers(unsigned threads)
    : count_(threads > 0 ? threads : std::max(1u, std::thread::hardware_concurrency())) {}

void Workers::for_each(std::size_t jobs, const std::function<void(std::size_t)>& job) const {
  std::size_t next_job = 0;
  in_turns([&]() -> Job {
    if (next_job == jobs) return {};
    return [&job, i = next_job++](std::size_t) { job(i); };
  });
}

void Workers::in_turns(const std::function<Job()>& next) const {
  std::mutex mutex;
  std::exception_ptr failure;
  const auto work = [&](std::size_t worker) {
    while (true) {
      try {
        Job job;
        {
          const std::lock_guard lock(mutex);
          if (!failure) job = next();
        }
        if (!job) return;
        job(worker);
      } catch (...) {
        const std::lock_guard lock(mutex);
        if (!failure) failure = std::current_exception();
        return;
      }
    }
  };
  std::vector<std::jthread> others;
  for (std::size_t worker = 1; worker < count_; ++worker) others.emplace_back(work, worker);
  work(0);
  others.clear();
  if (failure) std::rethrow_exception(failure);
}

}  // namespace dajuan
