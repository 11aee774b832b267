#include "main/ranks_cli.h"

#include <ostream>

#include "main/countdown.h"
#include "main/rank_report.h"
#include "release/result_folder.h"

namespace dajuan {
namespace {

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
    answers.push_back(answer_ranks(input, group, plan, workers, [&](std::size_t step, double share) {
      countdown.tell(step, share, [step](const Countdown::Progress& left) {
        if (step == 0)
          return Message("ranks.progress_marginal", {{"percent", left.percent}, {"seconds", left.seconds}});
        return Message(
            "ranks.progress_step",
            {{"step", std::to_string(step)}, {"percent", left.percent}, {"seconds", left.seconds}});
      });
    }));
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
