#pragma once
#include <string>

#include "base/message.h"
#include "index/uncertainty.h"

namespace dajuan {

struct ScoreTableOptions {
  std::string level;  ///< region level whose units are listed; empty = the one below the root
  Language language = Language::en;
};

/// The period that `chance` speaks of, for the terminal: for each family of the level (index::RankFamily) its
/// whole, then its units in three groups (clearly better than the whole, not to be told apart from it,
/// clearly worse), by score within a group: limits, places, change on last period and on last year in words,
/// light. Without a whole, or where nothing has an error model, no groups. Below it the sentences of
/// score_sentences.h. 100 columns are enough but for names that are longer than what is left: these stand on
/// a line of their own.
std::string score_table(const index::SeriesSources& sources, const index::Uncertainty& chance,
                        const ScoreTableOptions& options);

}  // namespace dajuan
