#include "main/ranks_cli.h"

#include <chrono>
#include <ostream>

#include "base/number_text.h"
#include "main/rank_report.h"
#include "release/result_folder.h"

namespace dajuan {
namespace {

/// Says how far a long computation is: nothing in the first second, then a line a second.
class Countdown {
 public:
  explicit Countdown(const Streams& streams) : streams_(streams) {}

  void tell(std::size_t step, double share) {
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
    streams_.err << text(streams_.language, {step == 0 ? "ranks.progress_marginal" : "ranks.progress_step",
                                             {{"step", std::to_string(step)},
                                              {"percent", fixed(100 * share, 0)},
                                              {"seconds", fixed(seconds * (1 - share) / share, 0)}}})
                 << std::endl;
  }

 private:
  using Clock = std::chrono::steady_clock;
  const Streams& streams_;
  std::size_t step_ = 0;
  double told_share_ = 1;
  Clock::time_point step_begun_ = Clock::now();
  Clock::time_point last_ = Clock::now();
  Clock::time_point told_ = Clock::now();
};

bool check_options(const RanksOptions& options, Diagnostics& diagnostics) {
  if (!(options.level >= 0.5 && options.level < 1))
    diagnostics.error({"--level", "", 0, 0, ""}, Message("ranks.level_range"));
  if (options.draws != 0 && options.draws < 100)
    diagnostics.error({"--draws", "", 0, 0, ""}, Message("ranks.draws_range"));
  return !diagnostics.has_errors();
}

}  // namespace

int ranks(const RanksOptions& options, const Streams& streams) {
  Diagnostics diagnostics;
  check_options(options, diagnostics);
  const RankInput input = read_rank_input(options.file, options.covariance, options.group, diagnostics);
  if (report(diagnostics, streams) != kOk) return kBadInput;
  const RankPlan plan{options.level, options.draws, options.seed.empty() ? input.seed : options.seed,
                      options.lowest_first};
  const Workers workers(options.threads);
  Countdown countdown(streams);
  std::vector<RankAnswer> answers;
  for (const RankGroup& group : groups_of(input))
    answers.push_back(answer_ranks(input, group, plan, workers,
                                   [&](std::size_t step, double share) { countdown.tell(step, share); }));
  if (!options.out.empty()) {
    release::Files files;
    files["ranks.csv"] = rank_csv(input, answers);
    files["method.csv"] = rank_method_csv(input, plan, answers);
    files["ranks.en.svg"] = rank_plot(input, plan, answers, Language::en);
    files["ranks.zh.svg"] = rank_plot(input, plan, answers, Language::zh);
    Diagnostics writing;
    release::write_folder(options.out, std::move(files), writing);
    if (report(writing, streams) != kOk) return kBadInput;
    streams.err << text(streams.language, {"ranks.written", {{"folder", options.out}}}) << "\n";
  }
  for (std::size_t i = 0; i < answers.size(); ++i) {
    if (i > 0) streams.out << "\n";
    streams.out << rank_table(input, plan, answers[i], streams.language);
  }
  return kOk;
}

}  // namespace dajuan
