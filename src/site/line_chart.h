#pragma once
#include "site/context.h"
#include "site/view.h"

namespace dajuan::site {

/// {{>LINE}}: the scores of a unit over ten years with the band of their limits, in a small drawing beside a
/// headline; and {{>LINE_TABLE}}, the figures behind it. Nothing where there are fewer than two scores.
void add_line(View& view, const Context& context, const Unit& unit, const Unit* whole);
/// The same as {{>WIDE}} and {{>NARROW}}, of which a page shows one, with the window that the scale was
/// learned from, gaps marked, and the whole's line beside it. False, and nothing added, where there are fewer
/// than two.
bool add_long_line(View& view, const Context& context, const Unit& unit, const Unit* whole);

}  // namespace dajuan::site
