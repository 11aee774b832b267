#include "index/steps.h"

namespace dajuan::index {

std::string_view step_name(const Step& step) {
  constexpr std::string_view kNames[] = {"denominate", "impute",    "impute_over_time", "screen",
                                         "treat",      "normalise", "aggregate"};
  return kNames[step.index()];
}

}  // namespace dajuan::index
