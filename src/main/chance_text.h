#pragma once
#include <cstddef>
#include <string>
#include <string_view>

#include "base/message.h"
#include "index/uncertainty.h"

namespace dajuan {

/// How the terminal speaks of chance: the same words in the table of a series and in an explanation.

/// A score with one decimal, a difference with its sign (U+2212 for minus); an en dash where there is none.
std::string score_text(double score);
std::string change_text(double change, int decimals = 1);

/// Of scores: "38.5–46.5", "−1.2 to 0.3" where one may be read as a minus; empty where nothing is known.
std::string score_limits(const index::Limits& limits, Language language);
/// Of differences: "+4.7 to +14.9"; empty where nothing is known.
std::string change_limits(const index::Limits& limits, Language language, int decimals = 1);
/// The same in brackets with a space before it (in Chinese full-width, without); empty where nothing is
/// known.
std::string in_brackets(const std::string& limits, Language language);

/// "12th", in Chinese "12".
std::string place_text(std::size_t place, Language language);
/// "12th–31st", "1st"; in Chinese with its words, 第12–31位.
std::string places_text(const stats::RankSet& places, Language language);

/// "▲ rose +6.2", "▼ fell −10.3", "— no clear change": what a narrow column has room for.
std::string change_cell(const index::ScoreChange& change, Language language);
/// "rose", "no clear change"; empty where nothing was compared.
std::string change_word(index::ChangeWord word, Language language);

/// month, quarter, half_year, year: the end of a message's identifier.
std::string frequency_word(Frequency frequency);
/// The name of a row's region.
std::string name_of(const index::SeriesSources& sources, std::size_t row, Language language);

/// "32 states"; "1 region".
std::string units_text(std::string_view level, std::size_t count, Language language);
/// Up to ten in words, as English has it; in Chinese digits.
std::string count_text(std::size_t count, Language language);
/// 0.95 is "95", 0.999 is "99.9".
std::string percent_text(double share);
/// 0.0123 is "p = 0.012"; below 0.001 only that.
std::string probability_text(double p, Language language);

/// What was drawn: how often, from what seed, and what that leaves open.
std::string draws_text(const index::Uncertainty& chance, Language language);
/// The indicators below a node that have no error model, with the share of its weight that has one; that
/// there are none is said too.
std::string models_text(const index::SeriesSources& sources, const index::Uncertainty& chance,
                        std::size_t node, Language language);

}  // namespace dajuan
