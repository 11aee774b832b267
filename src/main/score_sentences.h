#pragma once
#include <span>
#include <string>

#include "base/message.h"
#include "index/uncertainty.h"

namespace dajuan {

/// What stands below the table of a period, a line each: how many clearly rose and fell and how many did not
/// clearly move, on the year and on last period; how the whole moved and by what; which places are settled to
/// one; what order, limits and words mean; what was drawn; which indicators have no error model; the scheme's
/// caution. `families` are those in the table.
std::string score_sentences(const index::SeriesSources& sources, const index::Uncertainty& chance,
                            std::span<const index::RankFamily* const> families, Language language);

}  // namespace dajuan
