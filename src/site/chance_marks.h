#pragma once
#include <string>
#include <vector>

#include "site/axis.h"
#include "site/chance.h"
#include "site/context.h"
#include "site/view.h"

namespace dajuan::site {

/// The axis that the strips of a table share, with a reference where there is one.
struct StripAxis {
  Axis axis;
  double reference = kMissing;
  std::string reference_name;
};
/// The axis for the top scores of units, with limits, and of `whole` where there is one.
StripAxis strip_axis(const Context& context, const std::vector<int>& units, const Unit* whole);

/// What a strip shows.
struct Strip {
  std::string name;
  double score = kMissing;
  index::Limits limits;
  Group group = Group::unknown;
  double reference = kMissing;
  std::string reference_name;
};
/// {{>STRIP}}: the interval as a box, the score as a filled circle (clearly better than the reference), a
/// hollow one (cannot be told apart) or a diamond (clearly worse), the reference dashed.
void add_strip(View& view, const Context& context, const Axis& axis, const Strip& strip);
/// {{>AXIS}}: its numbers, printed once a table.
void add_strip_axis(View& view, const StripAxis& axis);

/// {{>RANK}}: a set of places in words, with a bar from the first place to the last.
void add_rank(View& view, const Context& context, const Places& places);

/// {{>CHANGE}}: glyph, word, difference and interval. Of a score: better is coloured.
void add_change(View& view, const Context& context, const Move& move);

/// {{>GROUP_MARK}}: the mark of strips as a sign beside words.
void add_group_mark(View& view, Group group);

/// A small line of up to ten years; all of one table have one scale.
class Sparkline {
 public:
  /// The scale holds all histories of units, and that of `whole`.
  Sparkline(const Result& result, const std::vector<int>& units, const Unit* whole);

  /// A path in a field of 1040 × 400, with gaps where scores are missing.
  std::string path(const Unit& unit) const;
  /// Where the newest score stands; empty texts when there is none.
  std::pair<std::string, std::string> end(const Unit& unit) const;
  Period first() const { return first_; }

 private:
  long x(Period period) const;
  long y(double score) const;
  Period first_;
  Period last_;
  Axis axis_;
};

}  // namespace dajuan::site
