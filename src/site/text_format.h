#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "base/message.h"
#include "base/period.h"
#include "site/calendar.h"

namespace dajuan::site {

/// Numbers, dates and lists as people read them. The minus sign is U+2212, so that no line breaks after it
/// and a screen reader says "minus".

/// A score or a share with one decimal: 59.7; an en dash when missing.
std::string score_text(double score);
/// A difference with its sign: +1.8, −0.5, and 0.0 for what rounds to nothing.
std::string change_text(double change, int decimals = 1);
/// Without the sign: 1.8.
std::string amount_text(double change);
/// -1, 0 or 1: the sign that `change_text` shows.
int shown_sign(double change, int decimals = 1);
/// A raw figure: whole numbers whole, others with one decimal from 10 on, two from 1 on, else three;
/// thousands grouped by commas.
std::string figure_text(double figure);
/// A limit of a figure with as many decimals as the figure has; of a whole figure with as many as its own
/// size asks for, since the limits of a whole number are none.
std::string figure_text_like(double figure, double limit);
/// 12 as a superscript with its sign, for powers of ten: ⁻¹².
std::string superscript(int number);

/// 2025年6月, June 2025; 2024年第1季度, first quarter of 2024; 2024年上半年; 2024.
std::string period_text(Language language, Period period);
/// 2025年11月24日, 24 November 2025.
std::string date_text(Language language, const CalendarDate& date);
/// What stands between two sentences or clauses: a space, in Chinese nothing.
std::string sentence_gap(Language language);
std::string joined_sentences(Language language, const std::vector<std::string>& sentences);
/// "a, b and c", "a、b和c".
std::string list_text(Language language, const std::vector<std::string>& items);

/// Text as a page may show it: control characters become spaces, and the marks that change the direction of
/// what follows (U+200E, U+200F, U+202A to U+202E, U+2066 to U+2069) go, so that no name rearranges a page.
std::string displayable(std::string_view text);

}  // namespace dajuan::site
