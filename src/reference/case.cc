#include "reference/case.h"

#include <algorithm>

#include "reference/step_words.h"

namespace dajuan::reference {
namespace {

namespace fs = std::filesystem;

constexpr const char* kConfig = "config.json";

/// Analyses of the index family that no room computes yet; the issues that bring them add them here below.
constexpr std::string_view kLater[] = {"optimise_weights",     "sobol_estimator",  "leave_one_out",
                                       "strengths_weaknesses", "correlation",      "correlation_p_values",
                                       "correlation_flags",    "cronbach",         "availability",
                                       "ranks_within_group",   "compare_variants", "rebuild_without"};

Statistics read_statistics(Words& words) {
  return {words.number("availability_flag"), words.number("zero_flag"), words.number("unique_flag"),
          words.number("skew"), words.number("kurt")};
}

PcaWeights read_pca(Words& words) {
  PcaWeights pca;
  pca.level = words.whole("level", 1);
  pca.by_group = words.flag("by_group", true);
  words.choose<bool>("on", {{"correlation matrix", true}});
  return pca;
}

Trend read_trend(Words& words) {
  constexpr std::string_view kScoresOf = "scores of ";
  Trend trend;
  trend.method = words.choose<TrendMethod>(
      "method", {{"CAGR", TrendMethod::compound_growth}, {"prc_change", TrendMethod::percent_change}});
  const std::string on = words.text("on");
  if (on.starts_with(kScoresOf))
    trend.scores_of = on.substr(kScoresOf.size());
  else if (on != "raw indicators")
    words.unknown("on", on);
  return trend;
}

Ahp read_ahp(Words& words) {
  constexpr std::string_view kRandomIndex = "random_index_";
  Ahp ahp;
  ahp.n = static_cast<std::size_t>(std::max(0, words.whole("n", 0)));
  for (const std::string& key : words.keys())
    if (key.starts_with(kRandomIndex))
      ahp.random_indices[key.substr(kRandomIndex.size())] = words.number(key);
  return ahp;
}

AhpSynthesis read_synthesis(Words& words) {
  // The word before the colon; what follows explains it.
  const std::string mode = words.text("mode");
  if (mode.substr(0, mode.find(':')) != "distributive") words.unknown("mode", mode);
  return {};
}

Analysis read_analysis(Words& words) {
  enum class What { statistics, effective_weights, outranking, pca_weights, trend, ahp, ahp_synthesis };
  const What what = words.choose<What>("what", {{"statistics", What::statistics},
                                                {"effective_weights", What::effective_weights},
                                                {"outranking", What::outranking},
                                                {"pca_weights", What::pca_weights},
                                                {"trend", What::trend},
                                                {"ahp", What::ahp},
                                                {"ahp_synthesis", What::ahp_synthesis}});
  words.for_people({"note"});
  switch (what) {
    case What::statistics:
      return read_statistics(words);
    case What::outranking:
      if (words.has("weights")) words.choose<bool>("weights", {{"effective", true}});
      return Outranking{};
    case What::pca_weights:
      return read_pca(words);
    case What::trend:
      return read_trend(words);
    case What::ahp:
      return read_ahp(words);
    case What::ahp_synthesis:
      return read_synthesis(words);
    case What::effective_weights:
      break;
  }
  return EffectiveWeights{};
}

void read_tolerance(Words& words, Case& c) {
  // Only what is named applies: {"abs": 1e-9} alone allows nothing relative.
  const bool named = words.has("abs") || words.has("rel");
  if (named) c.tolerance = {words.number("abs", 0), words.number("rel", 0)};
  if (words.has("ranks")) words.choose<bool>("ranks", {{"exact", true}});
  if (words.has("sign")) c.signs_free = words.choose<bool>("sign", {{"free per group", true}});
  c.eigenvector_abs = words.number("eigenvector_abs", 0);
  c.lambda_abs = words.number("lambda_abs", 0);
  c.published_abs = words.number("published_abs", 0);
  words.for_people({"note"});
  words.done();
}

class CaseReader {
 public:
  CaseReader(const fs::path& folder, Words words, Diagnostics& diagnostics)
      : words_(std::move(words)), diagnostics_(diagnostics) {
    read_.value.folder = folder;
  }

  ReadCase run() {
    read_.family = words_.has("family") ? words_.text("family") : words_.has("tasks") ? "survey" : "index";
    read_.value.id = words_.text("id");
    read_.value.status = words_.text("status");
    if (read_.family == "survey" && read_.value.status == "agree" && asks_for_ranks(words_)) {
      read_.reading = Reading::ranks;
      read_.ranks = read_rank_case(words_, read_.value.folder);
      return read_;
    }
    if (read_.family != "index") {
      read_.reading = Reading::other_family;
      read_.why = {"reference.other_family", {{"family", read_.family}}};
      return read_;
    }
    if (comes_later()) {
      read_.reading = Reading::later;
      return read_;
    }
    read_index_case();
    return read_;
  }

 private:
  /// A case that this program knows of but does not run.
  bool comes_later() {
    const std::string& status = read_.value.status;
    if (status == "agree_on_replay" || status == "at_least_as_good" || status.starts_with("mixed")) {
      read_.why = {"reference.status", {{"status", status}}};
      return true;
    }
    if (status != "agree") words_.unknown("status", status);
    if (!words_.has("analysis")) return false;
    const std::string what = words_.object("analysis").text("what");
    if (std::find(std::begin(kLater), std::end(kLater), what) == std::end(kLater)) return false;
    read_.why = {"reference.later_analysis", {{"analysis", what}}};
    return true;
  }

  std::string path(std::string_view key) {
    return words_.has(key) ? (read_.value.folder / words_.text(key)).lexically_normal().string() : "";
  }

  void read_index_case() {
    Case& c = read_.value;
    words_.for_people({"title", "notes", "source", "produced_with"});
    if (words_.has("dataset")) c.dataset = words_.text("dataset");
    c.data = path("data");
    c.panel_data = path("panel_data");
    c.structure = path("structure");
    if (words_.has("time_column")) {
      c.time_column = words_.text("time_column");
      if (c.panel_data.empty()) c.panel_data = c.data;
    }
    if (words_.has("extra_inputs")) c.extra_inputs = words_.texts("extra_inputs");
    if (words_.has("uses")) c.uses = words_.texts("uses");
    if (words_.has("steps"))
      for (Words& step : words_.objects("steps")) c.steps.push_back(read_step(step, c.folder, diagnostics_));
    if (words_.has("analysis")) {
      Words analysis = words_.object("analysis");
      c.analysis = read_analysis(analysis);
      analysis.done();
    }
    c.expected = words_.texts("expected");
    if (words_.has("tolerance")) {
      Words tolerance = words_.object("tolerance");
      read_tolerance(tolerance, c);
    }
    words_.done();
  }

  Words words_;
  Diagnostics& diagnostics_;
  ReadCase read_;
};

}  // namespace

fs::path Case::sibling(const std::string& name) const {
  const fs::path beside = folder.parent_path() / name;
  if (fs::exists(beside / kConfig) || dataset.empty()) return beside;
  return folder.parent_path() / (name + "-" + dataset);
}

ReadCase read_case(const fs::path& folder, Diagnostics& diagnostics) {
  const std::string file = (folder / kConfig).string();
  const std::optional<JsonValue> json = read_json(file, diagnostics);
  if (!json) return {};
  if (json->kind() != JsonKind::object)
    diagnostics.error({file, "", 0, 0, ""}, Message("reference.not_json"));
  return CaseReader(folder, Words(*json, file, "", diagnostics), diagnostics).run();
}

}  // namespace dajuan::reference
