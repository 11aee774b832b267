#pragma once
#include <string>

#include "base/message.h"
#include "index/series.h"

namespace dajuan {

struct ScoreTableOptions {
  Period period;
  std::string level;  ///< region level whose units are listed; empty = the one below the root
  Language language = Language::en;
};

/// A period of a series as a table for the terminal: the whole first, then the units of one level by score,
/// with changes, lights and what moved the whole. No rank: near-equal scores have no order.
std::string score_table(const index::Scheme& scheme, const region::Regions& regions,
                        const index::Series& series, const ScoreTableOptions& options);

/// A score with one decimal, a difference with its sign (U+2212 for minus); an en dash where there is none.
std::string score_text(double score);
std::string change_text(double change, int decimals = 1);

}  // namespace dajuan
