#include "reference/rank_run.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>

#include "base/workers.h"
#include "stats/descriptive.h"

namespace dajuan::reference {
namespace {

using Kind = RankTask::Kind;

/// Membership that a bound within the allowed steps would turn: either answer passes.
constexpr const char* kOpenMember = "member (open)";
constexpr const char* kSeed = "dajuan-reference";

/// A name that says what it is a name of stands as it is.
std::string item_of(const std::string& name) {
  return name.find('=') == std::string::npos ? "area=" + name : name;
}

/// Estimates of a task, areas whose figures are missing left out.
struct Estimates {
  std::vector<std::string> items;
  std::vector<double> values;
  stats::RankErrors errors = stats::RankErrors::independent({});
  std::vector<double> standard_errors;

  std::size_t find(const std::string& name) const {
    const auto at = std::find(items.begin(), items.end(), item_of(name));
    if (at == items.end()) throw Failure{{"reference.no_such_area", {{"area", name}}}};
    return static_cast<std::size_t>(at - items.begin());
  }
};

/// The answers of a case: task and item and stat → value.
using Answers = std::map<std::vector<std::string>, double>;

/// What tasks of a case share.
struct Shared {
  const RankCase& c;
  const RawTable& expected;
  Answers answers;
  std::map<std::pair<std::size_t, std::string>, std::vector<double>> maxima;  ///< by areas and statistic
};

class TaskRun {
 public:
  TaskRun(const RankTask& task, Shared& shared) : task_(task), shared_(shared) {}

  void run() {
    switch (task_.kind) {
      case Kind::ranks:
        return ranks();
      case Kind::simultaneous:
      case Kind::marginal:
        return rank_sets();
      case Kind::tau_best:
      case Kind::tau_worst:
        return tau();
      case Kind::joint_intervals:
        return joint();
      case Kind::range_value:
        return critical_value("c", stats::RankSide::two, {});
      case Kind::one_against_all:
        critical_value("c_two_sided", stats::RankSide::two, {0});
        return critical_value("c_one_sided", stats::RankSide::lower, {0});
      case Kind::bonferroni_value:
        return bonferroni();
    }
  }

 private:
  void answer(const std::string& item, const std::string& stat, double value) {
    shared_.answers[{task_.name, item, stat}] = value;
  }

  Estimates read() const {
    Estimates read;
    if (task_.file.empty()) {
      read.values = task_.values;
      for (std::size_t i = 1; i <= read.values.size(); ++i)
        read.items.push_back("element=" + std::to_string(i));
      if (task_.covariance.rows() > 0) read.errors = stats::RankErrors::correlated(task_.covariance);
      return read;
    }
    Diagnostics diagnostics;
    const RawTable table = read_raw(task_.file, diagnostics);
    stop_on_errors(diagnostics);
    const auto column = [&](const std::string& name) {
      const auto found = name.empty() ? std::optional<std::size_t>(0) : table.column(name);
      if (!found) throw Failure{{"reference.lacks_columns", {{"columns", name}}}};
      return *found;
    };
    const std::size_t name = column(task_.name_column);
    const std::size_t value = column(task_.value_column);
    const bool has_error = !task_.se_column.empty();
    const std::size_t se = has_error ? column(task_.se_column) : value;
    std::vector<double> variances;
    for (const std::vector<std::string>& row : table.rows) {
      const std::optional<double> x = read_number(row[value]);
      const std::optional<double> s = read_number(row[se]);
      if (!x || !s) continue;
      read.items.push_back(item_of(row[name]));
      read.values.push_back(*x);
      if (!has_error) continue;
      read.standard_errors.push_back(*s);
      variances.push_back(*s * *s);
    }
    if (has_error) read.errors = stats::RankErrors::independent(std::move(variances));
    return read;
  }

  stats::ErrorDraws draws_for(const Estimates& estimates) const {
    if (task_.given_draws.empty()) return {estimates.errors, task_.draws, philox_key(kSeed)};
    Diagnostics diagnostics;
    const RawTable table = read_raw(task_.given_draws, diagnostics);
    stop_on_errors(diagnostics);
    const std::size_t areas = estimates.values.size();
    if (table.header.size() != areas) throw Failure{{"reference.lacks_columns", {{"columns", "draws"}}}};
    Matrix given(areas, table.rows.size());
    for (std::size_t d = 0; d < table.rows.size(); ++d)
      for (std::size_t a = 0; a < areas; ++a)
        given(a, d) = read_number(table.rows[d][a]).value_or(std::nan("")) * estimates.standard_errors[a];
    return stats::ErrorDraws(std::move(given));
  }

  /// Ranks among themselves or among `within`; the largest or the smallest is first.
  void ranks() {
    const Estimates own = read();
    const std::vector<double>& among = task_.within.empty() ? own.values : task_.within;
    const double unit = task_.divide_by_count ? static_cast<double>(among.size()) : 1;
    for (std::size_t i = 0; i < own.values.size(); ++i) {
      const double x = own.values[i];
      const auto before = std::count_if(among.begin(), among.end(),
                                        [&](double v) { return task_.largest_first ? v > x : v < x; });
      const auto equal = std::count(among.begin(), among.end(), x);
      const double smallest = 1 + static_cast<double>(before);
      const double largest = static_cast<double>(before + equal);
      answer(own.items[i], "smallest", smallest / unit);
      answer(own.items[i], "rank", smallest / unit);
      answer(own.items[i], "middle", (smallest + largest) / 2 / unit);
      answer(own.items[i], "largest", largest / unit);
    }
    if (!task_.within.empty() || task_.divide_by_count) return;
    check_engine_ranks(own);
  }

  /// The ranks above are counted; those of the engine are sorted.
  void check_engine_ranks(const Estimates& own) {
    std::vector<double> turned = own.values;
    if (task_.largest_first)
      for (double& value : turned) value = -value;
    constexpr std::pair<stats::Ties, const char*> kTies[] = {
        {stats::Ties::min, "smallest"}, {stats::Ties::average, "middle"}, {stats::Ties::max, "largest"}};
    for (const auto& [ties, stat] : kTies) {
      const std::vector<double> found = stats::ranks(turned, ties);
      for (std::size_t i = 0; i < found.size(); ++i) answer(own.items[i], stat, found[i]);
    }
  }

  stats::RankSets compute(const Estimates& estimates, const stats::RankSetOptions& options) const {
    const stats::ErrorDraws draws = draws_for(estimates);
    const Workers workers(0);
    return task_.kind == Kind::marginal
               ? stats::marginal_rank_sets(estimates.values, estimates.errors, draws, options, workers)
               : stats::simultaneous_rank_sets(estimates.values, estimates.errors, draws, options, workers);
  }

  void rank_sets() {
    const Estimates estimates = read();
    stats::RankSetOptions options = task_.options;
    for (const std::string& name : task_.areas) options.areas.push_back(estimates.find(name));
    const stats::RankSets found = compute(estimates, options);
    if (options.areas.empty()) {
      options.areas.resize(estimates.values.size());
      std::iota(options.areas.begin(), options.areas.end(), std::size_t{0});
    }
    const std::vector<double> point = stats::score_ranks(estimates.values);
    for (std::size_t i = 0; i < found.sets.size(); ++i) {
      const std::string& item = estimates.items[options.areas[i]];
      answer(item, "rank", point[options.areas[i]]);
      answer(item, "lower", static_cast<double>(found.sets[i].lower));
      answer(item, "upper", static_cast<double>(found.sets[i].upper));
    }
    if (task_.kind == Kind::marginal) return;
    for (std::size_t step = 0; step < found.critical_values.size(); ++step)
      answer("", "critical_value_step" + std::to_string(step + 1), found.critical_values[step]);
  }

  void tau() {
    const Estimates estimates = read();
    stats::RankSetOptions options = task_.options;
    const bool best = task_.kind == Kind::tau_best;
    options.side = best ? stats::RankSide::lower : stats::RankSide::upper;
    const std::vector<stats::RankSet> sets = compute(estimates, options).sets;
    const std::vector<bool> members =
        best ? stats::tau_best(sets, task_.tau) : stats::tau_worst(sets, task_.tau);
    for (std::size_t i = 0; i < members.size(); ++i) {
      const auto bound = static_cast<double>(best ? sets[i].lower : sets.size() + 1 - sets[i].upper);
      const double off = bound - static_cast<double>(task_.tau);
      const bool open = off <= shared_.c.steps && off > -shared_.c.steps;
      answer(estimates.items[i], open ? kOpenMember : "member", members[i]);
    }
    answer("", "members", static_cast<double>(std::count(members.begin(), members.end(), true)));
  }

  void joint() {
    const Estimates estimates = read();
    const stats::JointRanking found = stats::joint_interval_ranking(
        estimates.values, estimates.standard_errors, task_.options.level, task_.correction);
    answer("", "z", found.z);
    for (std::size_t i = 0; i < found.sets.size(); ++i) {
      answer(estimates.items[i], "lower", static_cast<double>(found.sets[i].lower));
      answer(estimates.items[i], "upper", static_cast<double>(found.sets[i].upper));
    }
  }

  /// Only where it is expected: a hundred thousand draws take their time. Levels share them.
  void critical_value(const std::string& stat, stats::RankSide side, std::vector<std::size_t> areas) {
    const auto asks = [&](const std::vector<std::string>& row) {
      return row.size() > 3 && row[0] == task_.name && row[3] == stat;
    };
    if (std::none_of(shared_.expected.rows.begin(), shared_.expected.rows.end(), asks)) return;
    std::vector<double>& maxima = shared_.maxima[{task_.equal_areas, stat}];
    if (maxima.empty()) {
      const auto errors = stats::RankErrors::independent(std::vector<double>(task_.equal_areas, 1.0));
      const stats::ErrorDraws draws(errors, task_.draws, philox_key(kSeed));
      maxima = stats::first_step_maxima(errors, draws, {task_.options.level, false, side, std::move(areas)},
                                        Workers(0));
    }
    answer("", stat, stats::quantile(maxima, task_.options.level));
  }

  void bonferroni() {
    const auto n = static_cast<double>(task_.equal_areas);
    answer("", "c", -normal_quantile((1 - task_.options.level) / (n * (n - 1))));
  }

  const RankTask& task_;
  Shared& shared_;
};

bool is_whole_stat(const std::string& stat) {
  return stat == "lower" || stat == "upper" || stat == "rank" || stat == "members";
}

double allowed(const RankCase& c, const std::string& stat, double found, double expected) {
  double limit = std::max(c.absolute, c.relative * std::max(std::fabs(found), std::fabs(expected)));
  if (stat == "c" || stat == "c_two_sided" || stat == "c_one_sided") limit = std::max(limit, c.simulated);
  if (is_whole_stat(stat)) limit = std::max(limit, c.steps);
  return limit;
}

}  // namespace

Outcome run_rank_case(const RankCase& c) {
  Diagnostics diagnostics;
  const RawTable table = read_raw(c.expected, diagnostics);
  stop_on_errors(diagnostics);
  const std::vector<std::string> columns{"task", "domain", "item", "stat", "value"};
  if (table.header != columns)
    throw Failure{{"reference.lacks_columns", {{"columns", "task,domain,item,stat,value"}}}};
  Shared shared{c, table, {}, {}};
  for (const RankTask& task : c.tasks) TaskRun(task, shared).run();
  const Answers& answers = shared.answers;
  Outcome outcome;
  std::optional<Difference> worst;
  std::size_t differences = 0;
  for (const std::vector<std::string>& row : table.rows) {
    const std::string key = row[0] + "/" + row[2];
    const auto found = answers.find({row[0], row[2], row[3]});
    if (row[3] == "member" && answers.contains({row[0], row[2], kOpenMember})) continue;
    const std::optional<double> expected = read_number(row[4]);
    ++outcome.cells;
    Difference difference{Difference::What::cell, key, row[3], "", row[4], INFINITY, INFINITY};
    if (found == answers.end() || !row[1].empty() || !expected) {
      difference.what = Difference::What::row_missing;
    } else {
      difference.error = std::fabs(found->second - *expected);
      const double limit = allowed(c, row[3], found->second, *expected);
      if (difference.error <= limit) continue;
      difference.found = Value::computed(found->second).shown();
      difference.excess = difference.error / limit;
    }
    ++differences;
    if (!worst || difference.excess > worst->excess) worst = std::move(difference);
  }
  if (outcome.cells == 0) throw Failure{{"reference.nothing_compared"}};
  if (!worst) return outcome;
  outcome.kind = Outcome::Kind::failed;
  outcome.reason = told(*worst, "expected.csv", differences);
  return outcome;
}

}  // namespace dajuan::reference
