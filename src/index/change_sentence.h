#pragma once
#include <string>

#include "base/message.h"
#include "index/uncertainty.h"

namespace dajuan::index {

/// How a raw figure moved, as a clause without its full stop: "fell from 57.3 to 49.8, −13.1 % (−17.0 % to
/// −9.0 %)". `then` and `now` are the two figures. A count is told in percent, with the limits of the ratio;
/// a figure of any other method in its own unit, since a percentage of percent misleads. The word is the one
/// that was decided over all comparisons at once; the limits are those of this figure alone, and where the
/// two disagree the word rules. A count without a clear change that may as well have doubled or halved is
/// "too few to be sure". Figures are told with one decimal from 10 on, two from 1 on, else three, and whole
/// where both are whole; a minus is U+2212.
Message change_sentence(const FigureChange& change, double then, double now);

/// The same for a headline: "−13.1 % (−17.0 % to −9.0 %) on 2024-06"; with `since`, for a base period,
/// "−77.0 % (−79.3 % to −74.4 %) since 2003". `period` as the reader shall see it. Empty where nothing was
/// judged.
Message change_headline(const FigureChange& change, double then, double now, const std::string& period,
                        bool since);

/// Whether a count is too small to be spoken of: no clear change, though its true rate may have doubled or
/// halved.
bool too_few(const FigureChange& change, double then);

}  // namespace dajuan::index
