#pragma once
#include <string>

#include "base/message.h"
#include "site/chance.h"
#include "site/context.h"

namespace dajuan::site {

/// What chance does to a number, as people read it. A range is an en dash; where a limit is negative it is
/// "to" or 至, since a dash beside a minus sign is misread.

/// Of a score: 38.5–46.5; −1.2 to 3.4. Empty where the limits are not known.
std::string range_text(Language language, const index::Limits& limits);
/// Of a difference: +4.7 to +14.9.
std::string change_range_text(Language language, const index::Limits& limits, int decimals = 1);
/// Of a raw figure, with as many decimals as the figure has.
std::string figure_range_text(Language language, double figure, const index::Limits& limits);

/// Places as a set: 26th–31st, 第26–31位; 1st where it is one place.
std::string places_text(Language language, int lower, int upper);
/// "1st or 2nd" where it is two of them, for sentences.
std::string places_in_words(Language language, int lower, int upper);

/// "rose", "fell", "no clear change": what is said of a score, or of a raw figure.
std::string change_word_text(Language language, index::ChangeWord word);
/// "Clearly better than Mexico".
std::string group_text(Language language, Group group, const std::string& whole);
/// 95, 97.5: a share in percent without needless decimals.
std::string percent_text(double share);

/// What a page tells changes against first: the year before, or the previous period where periods are years
/// or nothing is known of the year before.
std::size_t main_comparison(const Result& result);
/// The period that it compares with.
Period compared_period(const Result& result, std::size_t comparison);
/// "in a year", "in a month".
std::string span_text(const Context& context, std::size_t comparison);

}  // namespace dajuan::site
