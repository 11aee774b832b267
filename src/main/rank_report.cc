#include "main/rank_report.h"

#include <algorithm>
#include <cmath>

#include "base/csv_writer.h"
#include "base/number_text.h"
#include "base/text.h"
#include "main/chance_text.h"

namespace dajuan {
namespace {

using stats::BesideWhole;

constexpr std::size_t kTaus[] = {1, 3, 5, 10};
/// Longer lists are counted.
constexpr std::size_t kNamed = 12;

const char* group_word(BesideWhole group) {
  switch (group) {
    case BesideWhole::above:
      return "ranks.above";
    case BesideWhole::below:
      return "ranks.below";
    case BesideWhole::not_apart:
      break;
  }
  return "ranks.not_apart";
}

const char* group_code(BesideWhole group) {
  switch (group) {
    case BesideWhole::above:
      return "above";
    case BesideWhole::below:
      return "below";
    case BesideWhole::not_apart:
      break;
  }
  return "not_apart";
}

class TableText {
 public:
  TableText(const RankInput& input, const RankPlan& plan, const RankAnswer& answer, Language language)
      : input_(input), plan_(plan), answer_(answer), language_(language) {}

  std::string run() {
    const std::string& group = answer_.group.name;
    std::string out = group.empty() ? "" : say("ranks.group_heading", {{"group", group}}) + "\n";
    measure();
    out += row({say("ranks.area"), say("ranks.estimate"), say("ranks.interval"), say("ranks.set"),
                say("ranks.beside_whole")});
    for (const std::size_t i : answer_.order)
      out += row({name(i), figure(answer_.estimates[i]),
                  figure(answer_.lows[i]) + " – " + figure(answer_.highs[i]),
                  set_text(answer_.sets[i], language_), say(group_word(answer_.whole.groups[i]))});
    return out + "\n" + groups() + ends() + notes();
  }

 private:
  using Arguments = std::vector<std::pair<std::string, std::string>>;
  std::string say(const std::string& id, Arguments arguments = {}) const {
    return text(language_, Message(id, std::move(arguments)));
  }

  const std::string& name(std::size_t i) const { return input_.names[answer_.group.rows[i]]; }

  /// Two digits of the smallest standard error are enough to see it.
  void measure() {
    double finest = 0;
    for (const double error : answer_.errors)
      if (error > 0 && (finest == 0 || error < finest)) finest = error;
    for (decimals_ = 0; decimals_ < 9 && finest > 0 && finest < 3; ++decimals_) finest *= 10;
    names_ = display_width(say("ranks.area"));
    for (std::size_t i = 0; i < answer_.estimates.size(); ++i)
      names_ = std::max(names_, display_width(name(i)));
    figures_ = display_width(say("ranks.estimate"));
    for (std::size_t i = 0; i < answer_.estimates.size(); ++i)
      figures_ = std::max(
          {figures_, display_width(figure(answer_.lows[i])), display_width(figure(answer_.highs[i]))});
    sets_ = display_width(say("ranks.set"));
    for (const stats::RankSet& set : answer_.sets)
      sets_ = std::max(sets_, display_width(set_text(set, language_)));
  }

  std::string figure(double value) const {
    std::string digits = fixed(value, decimals_);
    if (digits.front() == '-') digits.replace(0, 1, "−");
    return digits;
  }

  std::string row(const std::vector<std::string>& cells) const {
    return padded_right(cells[0], names_) + "  " + padded_left(cells[1], figures_) + "  " +
           padded_left(cells[2], 2 * figures_ + 3) + "  " + padded_left(cells[3], sets_) + "  " + cells[4] +
           "\n";
  }

  std::string groups() const {
    const auto number = [&](BesideWhole group) {
      return std::to_string(std::count(answer_.whole.groups.begin(), answer_.whole.groups.end(), group));
    };
    return say("ranks.groups", {{"whole", figure(answer_.whole.whole)},
                                {"above", number(BesideWhole::above)},
                                {"not_apart", number(BesideWhole::not_apart)},
                                {"below", number(BesideWhole::below)}}) +
           "\n";
  }

  std::string members(const std::vector<bool>& is_member) const {
    const auto all = static_cast<std::size_t>(std::count(is_member.begin(), is_member.end(), true));
    if (all > kNamed) return say("ranks.so_many", {{"count", std::to_string(all)}});
    std::string list;
    for (const std::size_t i : answer_.order)
      if (is_member[i]) list += (list.empty() ? "" : say("ranks.list_comma")) + name(i);
    return list;
  }

  std::string ends() const {
    std::string out;
    for (const bool best : {true, false})
      for (const std::size_t tau : kTaus) {
        if (2 * tau > answer_.sets.size()) break;
        const std::vector<bool> who =
            best ? stats::tau_best(answer_.sets, tau) : stats::tau_worst(answer_.sets, tau);
        const char* one = best ? "ranks.may_be_first" : "ranks.may_be_last";
        const char* more = best ? "ranks.among_first" : "ranks.among_last";
        out += say(tau == 1 ? one : more, {{"tau", std::to_string(tau)}, {"who", members(who)}}) + "\n";
      }
    return out;
  }

  std::string notes() const {
    const std::string percent = shortest(std::round(plan_.level * 1e6) / 1e4);
    std::string out = say("ranks.note", {{"level", percent}}) + "\n";
    if (answer_.draws == 0) return out + say("ranks.exact_note") + "\n";
    return out +
           say("ranks.draws_note", {{"critical", fixed(answer_.critical_values.back(), 2)},
                                    {"error", fixed(answer_.critical_error, 3)},
                                    {"draws", std::to_string(answer_.draws)},
                                    {"unsteady", std::to_string(answer_.unsteady)},
                                    {"areas", std::to_string(answer_.sets.size())}}) +
           "\n";
  }

  const RankInput& input_;
  const RankPlan& plan_;
  const RankAnswer& answer_;
  Language language_;
  int decimals_ = 0;
  std::size_t names_ = 0;
  std::size_t figures_ = 0;
  std::size_t sets_ = 0;
};

}  // namespace

std::string set_text(const stats::RankSet& set, Language language) {
  if (set.lower == set.upper)
    return text(language, {"ranks.one_place", {{"place", place_text(set.lower, language)}}});
  return text(language,
              {"ranks.places",
               {{"lower", place_text(set.lower, language)}, {"upper", place_text(set.upper, language)}}});
}

std::string rank_table(const RankInput& input, const RankPlan& plan, const RankAnswer& answer,
                       Language language) {
  return TableText(input, plan, answer, language).run();
}

std::string rank_csv(const RankInput& input, const std::vector<RankAnswer>& answers) {
  std::string bytes;
  CsvWriter writer(bytes);
  writer.row({"group", "name", "estimate", "standard_error", "interval_low", "interval_high", "rank",
              "set_lower", "set_upper", "marginal_lower", "marginal_upper", "joint_lower", "joint_upper",
              "difference_from_whole", "difference_standard_error", "beside_whole"});
  for (const RankAnswer& answer : answers)
    for (const std::size_t i : answer.order) {
      const auto bounds = [&](const std::vector<stats::RankSet>& sets) {
        if (sets.empty()) {
          writer.empty().empty();
          return;
        }
        writer.integer(static_cast<long long>(sets[i].lower)).integer(static_cast<long long>(sets[i].upper));
      };
      writer.text(answer.group.name).text(input.names[answer.group.rows[i]]);
      writer.number(answer.estimates[i]).number(answer.errors[i]);
      writer.number(answer.lows[i]).number(answer.highs[i]);
      writer.integer(static_cast<long long>(answer.ranks[i]));
      bounds(answer.sets);
      bounds(answer.marginal);
      bounds(answer.joint);
      writer.number(answer.whole.differences[i]);
      if (answer.whole.standard_errors.empty())
        writer.empty();
      else
        writer.number(answer.whole.standard_errors[i]);
      writer.text(group_code(answer.whole.groups[i])).end_row();
    }
  return bytes;
}

std::string rank_method_csv(const RankInput& input, const RankPlan& plan,
                            const std::vector<RankAnswer>& answers) {
  std::string bytes;
  CsvWriter writer(bytes);
  writer.row({"group", "item", "value"});
  for (const RankAnswer& answer : answers) {
    const auto item = [&](std::string_view name) -> CsvWriter& {
      return writer.text(answer.group.name).text(name);
    };
    const char* sets = input.counted ? "Bazylik et al. (2024), Holm" : "Mogstad et al. (2024), step-down";
    const bool trials = input.model == stats::CountModel::cases_of_trials;
    item("sets").text(sets).end_row();
    item("estimates")
        .text(input.counted ? (trials ? "cases of trials" : "events over exposure")
                            : (input.covariance.rows() > 0 ? "correlated" : "independent"))
        .end_row();
    item("first").text(plan.lowest_first ? "smallest" : "largest").end_row();
    item("areas").integer(static_cast<long long>(answer.sets.size())).end_row();
    item("level").number(plan.level).end_row();
    item("whole").number(answer.whole.whole).end_row();
    if (answer.draws == 0) continue;
    item("seed").text(plan.seed).end_row();
    item("draws").integer(static_cast<long long>(answer.draws)).end_row();
    for (std::size_t step = 0; step < answer.critical_values.size(); ++step)
      item("critical_value_step" + std::to_string(step + 1)).number(answer.critical_values[step]).end_row();
    item("critical_value_standard_error").number(answer.critical_error).end_row();
    item("sets_that_would_move").integer(static_cast<long long>(answer.unsteady)).end_row();
  }
  return bytes;
}

}  // namespace dajuan
