#pragma once
#include <string>
#include <vector>

#include "base/message.h"
#include "main/rank_answer.h"

namespace dajuan {

/// The table for the terminal: by estimate, with the set of ranks of each area and where it stands beside the
/// whole, then who may be among the first and the last, and how sure the sets themselves are.
std::string rank_table(const RankInput& input, const RankPlan& plan, const RankAnswer& answer,
                       Language language);

/// ranks.csv: a row an area; of all groups.
std::string rank_csv(const RankInput& input, const std::vector<RankAnswer>& answers);

/// method.csv: what the sets were computed with, a row for each group and item.
std::string rank_method_csv(const RankInput& input, const RankPlan& plan,
                            const std::vector<RankAnswer>& answers);

/// A drawing: a strip an area, with the interval of its estimate and the bar of its ranks.
std::string rank_plot(const RankInput& input, const RankPlan& plan, const std::vector<RankAnswer>& answers,
                      Language language);

/// "12th to 31st", or one place where the set holds only one.
std::string set_text(const stats::RankSet& set, Language language);

}  // namespace dajuan
