#include <algorithm>

#include "site/chance_text.h"
#include "site/parts.h"
#include "site/text_format.h"

namespace dajuan::site {
namespace {

using index::Node;
using index::Structure;

const char* status_id(ObsStatus status) {
  switch (status) {
    case ObsStatus::normal:
      return "site.status.A";
    case ObsStatus::time_series_break:
      return "site.status.B";
    case ObsStatus::definition_differs:
      return "site.status.D";
    case ObsStatus::estimated:
      return "site.status.E";
    case ObsStatus::forecast:
      return "site.status.F";
    case ObsStatus::experimental:
      return "site.status.G";
    case ObsStatus::missing_holiday:
      return "site.status.H";
    case ObsStatus::imputed:
      return "site.status.I";
    case ObsStatus::derogation:
      return "site.status.J";
    case ObsStatus::included_elsewhere:
      return "site.status.K";
    case ObsStatus::not_reported:
      return "site.status.L";
    case ObsStatus::not_applicable:
      return "site.status.M";
    case ObsStatus::not_significant:
      return "site.status.N";
    case ObsStatus::missing:
      return "site.status.O";
    case ObsStatus::provisional:
      return "site.status.P";
    case ObsStatus::suppressed:
      return "site.status.Q";
    case ObsStatus::strike:
      return "site.status.S";
    case ObsStatus::low_reliability:
      return "site.status.U";
    case ObsStatus::unvalidated:
      return "site.status.V";
    case ObsStatus::includes_other:
      return "site.status.W";
  }
  return "site.status.O";
}

const char* change_id(CellChange change) {
  switch (change) {
    case CellChange::imputed:
      return "site.cell.imputed";
    case CellChange::winsorised_high:
      return "site.cell.winsorised_high";
    case CellChange::winsorised_low:
      return "site.cell.winsorised_low";
    case CellChange::limited:
      return "site.cell.limited";
  }
  return "site.cell.limited";
}

class Tree {
 public:
  Tree(const Context& context, const Unit& unit)
      : context_(context), structure_(context.result.structure), unit_(unit) {}

  void add_node(View& view, int at) const {
    const auto n = static_cast<std::size_t>(at);
    const Node& node = structure_.nodes[n];
    view.set("NAME", context_.node_name(at)).set("SCORE", score_text(unit_.score[n]));
    if (const std::string range = range_text(context_.language, unit_.chance.scores[n]); !range.empty())
      view.add("RANGE").set("TEXT", range);
    if (node.parent >= 0) view.add("WEIGHT").set("TEXT", score_text(100 * context_.result.weights[n]));
    add_light(view, context_, unit_.lights[n]);
    if (n < structure_.indicators) {
      add_figure(view.add("INDICATOR"), at);
      return;
    }
    View& inner = view.add("AGGREGATE");
    for (const int child : in_file_order(node.children)) add_node(inner.include("NODE", "node"), child);
  }

 private:
  std::vector<int> in_file_order(std::vector<int> children) const {
    std::sort(children.begin(), children.end(), [&](int a, int b) {
      return structure_.nodes[static_cast<std::size_t>(a)].order <
             structure_.nodes[static_cast<std::size_t>(b)].order;
    });
    return children;
  }

  void add_figure(View& view, int at) const {
    const auto n = static_cast<std::size_t>(at);
    const Node& node = structure_.nodes[n];
    const bool missing = is_missing(unit_.figures[n]);
    view.set("FIGURE", missing ? context_.say({"site.tree.no_figure"}) : figure_text(unit_.figures[n]));
    if (!missing) view.add("UNIT").set("TEXT", displayable(node.unit.in(context_.language)));
    const std::string range =
        missing ? std::string()
                : figure_range_text(context_.language, unit_.figures[n], unit_.chance.figures[n].limits);
    if (!range.empty()) view.add("FIGURE_RANGE").set("TEXT", range);
    const index::ChangeWord moved = unit_.chance.figure_moves[main_comparison(context_.result)][n].word;
    if (moved != index::ChangeWord::not_compared)
      view.add("MOVED")
          .set("PERIOD", period_text(context_.language,
                                     compared_period(context_.result, main_comparison(context_.result))))
          .set("TEXT", change_word_text(context_.language, moved));
    view.set("STATUS", context_.say({status_id(unit_.status[n])}));
    view.set("STATUS_CODE", std::string(1, static_cast<char>(unit_.status[n])));
    view.set("DIRECTION",
             context_.say({node.direction == index::Direction::higher_is_better ? "site.tree.higher"
                                                                                : "site.tree.lower"}));
    view.set("EFFECTIVE", score_text(100 * context_.result.effective_weights[n]));
    for (const auto& [indicator, change] : unit_.changes)
      if (indicator == at) view.add("CHANGED").set("TEXT", context_.say({change_id(change)}));
    if (const std::string note = displayable(node.note.in(context_.language)); !note.empty())
      view.add("NOTE").set("TEXT", note);
  }

  const Context& context_;
  const Structure& structure_;
  const Unit& unit_;
};

}  // namespace

void add_tree(View& view, const Context& context, const Unit& unit) {
  const Structure& structure = context.result.structure;
  View& list = view.include("TREE", "tree");
  const Tree tree(context, unit);
  // The top itself stands beside the headline.
  const Node& top = structure.nodes[structure.top()];
  std::vector<int> children = top.children;
  std::sort(children.begin(), children.end(), [&](int a, int b) {
    return structure.nodes[static_cast<std::size_t>(a)].order <
           structure.nodes[static_cast<std::size_t>(b)].order;
  });
  for (const int child : children) tree.add_node(list.include("NODE", "node"), child);
}

}  // namespace dajuan::site
