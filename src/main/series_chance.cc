#include "main/series_chance.h"

#include "main/countdown.h"

namespace dajuan {

ExitCode check_chance_options(const ChanceOptions& options, const Streams& streams) {
  constexpr std::size_t kFewest = 100;
  constexpr std::size_t kMost = 1000000;
  Diagnostics diagnostics;
  if (options.draws != 0 && (options.draws < kFewest || options.draws > kMost))
    diagnostics.error({"--draws", "", 0, 0, ""}, Message("run.draws_range"));
  return report(diagnostics, streams);
}

index::SeriesSources sources_of(const SeriesInput& input) {
  return {input.scheme, input.regions, input.figures, *input.builder, *input.series};
}

index::Uncertainty series_chance(const SeriesInput& input, const ChanceOptions& options, unsigned threads,
                                 const Streams& streams) {
  Countdown countdown(streams);
  return index::estimate_uncertainty(
      sources_of(input), input.period, {options.seed, options.draws}, Workers(threads), [&](double share) {
        countdown.tell(1, share, [](const Countdown::Progress& left) {
          return Message("run.progress_chance", {{"percent", left.percent}, {"seconds", left.seconds}});
        });
      });
}

}  // namespace dajuan
