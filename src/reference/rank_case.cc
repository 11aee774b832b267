#include "reference/rank_case.h"

#include <algorithm>

namespace dajuan::reference {
namespace {

namespace fs = std::filesystem;
using Kind = RankTask::Kind;

/// Draws of our own where a case leaves the number open.
constexpr std::size_t kDraws = 50'000;
constexpr std::size_t kDrawsOfCriticalValues = 100'000;

constexpr const char* kSquare = "reference.kind.square";

constexpr std::string_view kQuestions[] = {"rank", "rank_sets", "critical_value"};

class TaskReader {
 public:
  TaskReader(Words& words, Words& files, const fs::path& folder)
      : words_(words), files_(files), folder_(folder) {}

  RankTask run() {
    task_.name = words_.text("task");
    words_.for_people({"note"});
    task_.options.level = words_.number("level", 0.95);
    task_.options.step_down = words_.flag("stepdown", true);
    task_.draws = kDraws;
    if (words_.has("rank"))
      read_ranks();
    else if (words_.has("rank_sets"))
      read_rank_sets();
    else
      read_critical_value();
    words_.done();
    return std::move(task_);
  }

 private:
  std::string file(std::string_view key) { return (folder_ / files_.text(key)).lexically_normal().string(); }

  void read_ranks() {
    task_.kind = Kind::ranks;
    if (words_.is_text("rank")) {
      task_.value_column = words_.text("rank");
      task_.file = file("main");
    } else {
      task_.values = words_.numbers("rank");
    }
    if (words_.has("within")) task_.within = words_.numbers("within");
    task_.largest_first = words_.flag("largest_first", true);
    task_.divide_by_count = words_.flag("divide_by_count", false);
  }

  void read_rank_sets() {
    task_.kind = words_.choose<Kind>("rank_sets", {{"simultaneous", Kind::simultaneous},
                                                   {"marginal", Kind::marginal},
                                                   {"tau_best", Kind::tau_best},
                                                   {"tau_worst", Kind::tau_worst},
                                                   {"joint_intervals", Kind::joint_intervals}});
    words_.for_people({"report"});  // expected.csv says what is compared
    if (words_.has("side"))
      task_.options.side = words_.choose<stats::RankSide>("side", {{"two", stats::RankSide::two},
                                                                   {"lower", stats::RankSide::lower},
                                                                   {"upper", stats::RankSide::upper}});
    if (words_.has("tau")) task_.tau = static_cast<std::size_t>(std::max(0, words_.whole("tau", 0)));
    if (words_.has("for_areas")) task_.areas = words_.texts("for_areas");
    if (words_.has("correction"))
      task_.correction = words_.choose<stats::JointIntervals>(
          "correction", {{"bonferroni", stats::JointIntervals::bonferroni},
                         {"independent", stats::JointIntervals::independent}});
    read_estimates();
    if (words_.has("draws")) read_draws();
  }

  void read_estimates() {
    if (words_.has("values")) {
      task_.values = words_.numbers("values");
      read_covariance();
      return;
    }
    task_.file = file(words_.has("data") ? words_.text("data") : "main");
    task_.value_column = words_.text("value");
    task_.se_column = words_.text("se");
    if (words_.has("name")) task_.name_column = words_.text("name");
    if (words_.has("covariance")) words_.choose<bool>("covariance", {{"diagonal", true}});
    words_.flag("drop_missing", true);
  }

  void read_covariance() {
    const std::size_t n = task_.values.size();
    task_.covariance = Matrix(n, n);
    if (words_.is_object("covariance")) {
      Words covariance = words_.object("covariance");
      const std::vector<double> diagonal = covariance.numbers("diagonal");
      covariance.done();
      if (diagonal.size() != n) return words_.wrong_kind("covariance", kSquare);
      for (std::size_t i = 0; i < n; ++i) task_.covariance(i, i) = diagonal[i];
      return;
    }
    const std::vector<std::vector<double>> rows = words_.rows("covariance");
    const bool square =
        std::all_of(rows.begin(), rows.end(), [n](const auto& row) { return row.size() == n; });
    if (rows.size() != n || !square) return words_.wrong_kind("covariance", kSquare);
    for (std::size_t i = 0; i < n; ++i)
      for (std::size_t j = 0; j < n; ++j) task_.covariance(i, j) = rows[i][j];
  }

  void read_draws() {
    Words draws = words_.object("draws");
    if (draws.has("file")) {
      task_.given_draws = file(draws.text("file"));
      draws.flag("reuse_in_every_step", true);
      draws.choose<bool>("quantile", {{"hyndman_fan_7", true}});
    } else if (!draws.is_text("number")) {  // a text leaves it to us
      task_.draws = static_cast<std::size_t>(std::max(1, draws.whole("number", 1)));
    }
    draws.for_people({"number", "scale"});
    draws.done();
  }

  void read_critical_value() {
    task_.kind =
        words_.choose<Kind>("critical_value", {{"simultaneous_two_sided_first_step", Kind::range_value},
                                               {"marginal_first_step", Kind::one_against_all},
                                               {"bonferroni_two_sided_all_pairs", Kind::bonferroni_value}});
    task_.draws = kDrawsOfCriticalValues;
    task_.equal_areas = static_cast<std::size_t>(std::max(2, words_.whole("areas", 2)));
  }

  Words& words_;
  Words& files_;
  const fs::path& folder_;
  RankTask task_;
};

void read_tolerance(Words words, RankCase& c) {
  words.flag("exact", true);
  c.absolute = words.number("abs", 0);
  c.relative = words.number("rel", 0);
  c.steps = words.number("integer_steps", 0);
  if (words.has("simulated")) {
    Words simulated = words.object("simulated");
    c.simulated = simulated.number("abs");
    simulated.done();
  }
  words.done();
}

}  // namespace

bool asks_for_ranks(Words& words) {
  std::vector<Words> tasks = words.objects("tasks");
  return !tasks.empty() && std::all_of(tasks.begin(), tasks.end(), [](const Words& task) {
    return std::any_of(std::begin(kQuestions), std::end(kQuestions),
                       [&](std::string_view question) { return task.has(question); });
  });
}

RankCase read_rank_case(Words& words, const fs::path& folder) {
  RankCase c;
  words.for_people({"title", "notes", "source", "produced_with", "family"});
  // An empty list where there are no files.
  Words files = words.is_object("data") ? words.object("data") : words;
  words.for_people({"data"});
  for (Words& task : words.objects("tasks")) c.tasks.push_back(TaskReader(task, files, folder).run());
  c.expected = (folder / words.text("expected")).lexically_normal().string();
  read_tolerance(words.object("tolerance"), c);
  words.done();
  return c;
}

}  // namespace dajuan::reference
