#include "index/scheme_file.h"

#include <algorithm>
#include <set>

#include "index/defaults_file.h"
#include "index/fit_file.h"
#include "index/judgement_file.h"
#include "index/light_file.h"
#include "index/map_file.h"
#include "index/scheme_steps.h"
#include "index/section.h"
#include "index/structure_table.h"
#include "index/uncertainty_file.h"
#include "index/words.h"

namespace dajuan::index {
namespace {

class SchemeReader {
 public:
  SchemeReader(const TomlValue& document, const Table& structure, const std::string& file,
               Diagnostics& diagnostics)
      : top_(document, {}, file, diagnostics), table_(structure), diagnostics_(diagnostics) {}

  Scheme read() {
    identity();
    series();
    figures();
    levels();
    tree();
    variables();
    zero_rule();
    weights();
    steps();
    if (std::optional<Section> lights = top_.table("lights")) scheme_.lights = read_lights(*lights, codes_);
    if (std::optional<Section> chance = top_.table("uncertainty"))
      scheme_.uncertainty = read_uncertainty(*chance, scheme_.frequency);
    if (std::optional<Section> map = top_.table("map")) scheme_.map = read_map(*map);
    top_.finish();
    return std::move(scheme_);
  }

 private:
  void identity() {
    std::optional<Section> section = top_.table("scheme", Need::required);
    if (!section) return;
    scheme_.id = section->text("id", Need::required).value_or("");
    const auto fits = [](char c) {
      return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '.';
    };
    if (!std::all_of(scheme_.id.begin(), scheme_.id.end(), fits) || scheme_.id.starts_with('.')) {
      section->error("id", {"scheme.bad_id", {{"found", scheme_.id}}});
    }
    scheme_.version = section->text("version", Need::required).value_or("");
    scheme_.title = section->names("title", Need::required);
    scheme_.summary = section->names("summary", Need::required);
    scheme_.caution = section->names("caution");
    scheme_.method = section->names("method", Need::required);
    scheme_.source = section->names("source", Need::required);
    scheme_.simulated = section->flag("simulated").value_or(false);
    section->finish();
  }

  void series() {
    std::optional<Section> section = top_.table("series", Need::required);
    if (!section) return;
    scheme_.frequency =
        section->word("frequency", Words<Frequency>(kFrequencies), Need::required).value_or(Frequency::month);
    scheme_.members = section->text("members", Need::required).value_or("");
    scheme_.released = section->flag("released").value_or(true);
    scheme_.scope = read_fit(*section, "fit", scheme_.frequency, Need::required).value_or(FitScope());
    if (section->has("fit") && scheme_.released && scheme_.scope.kind == FitScope::Kind::pooled) {
      section->warning("fit", {"scheme.pooled_series"}, {"scheme.pooled_series_hint"});
    }
    section->finish();
  }

  void figures() {
    std::optional<Section> section = top_.table("figures", Need::required);
    if (!section) return;
    scheme_.regions_file = section->text("regions", Need::required).value_or("");
    scheme_.figure_files = section->texts("files");
    if (scheme_.figure_files.empty()) section->error("files", {"scheme.no_files"});
    section->finish();
  }

  /// The file tells levels from the top down, as a reader meets them; the structure counts from below.
  void levels() {
    std::optional<Section> section = top_.table("levels", Need::required);
    if (!section) return;
    for (Section& level : section->tables("names")) {
      const std::string code = level.text("code", Need::required).value_or("");
      if (std::find(codes_.levels.begin(), codes_.levels.end(), code) != codes_.levels.end()) {
        level.error("code", {"scheme.duplicate_code", {{"found", code}}});
      }
      Names title{level.text("zh", Need::required).value_or(""),
                  level.text("en", Need::required).value_or("")};
      level.finish();
      codes_.levels.insert(codes_.levels.begin(), code);
      scheme_.level_titles.insert(scheme_.level_titles.begin(), std::move(title));
    }
    constexpr std::size_t kFewest = 2;
    if (codes_.levels.size() < kFewest) section->error("names", {"scheme.no_levels"});
    section->finish();
  }

  /// Variables that are marked as percentages, before [variables] is read as a whole.
  std::set<std::string> percent_variables() {
    std::set<std::string> marked;
    const TomlValue* variables = top_.raw("variables");
    if (variables == nullptr || variables->kind != TomlKind::table) return marked;
    for (const TomlEntry& one : variables->entries) {
      const TomlValue* percent = one.value.kind == TomlKind::table ? one.value.find("percent") : nullptr;
      if (percent != nullptr && percent->kind == TomlKind::boolean && percent->boolean)
        marked.insert(one.key);
    }
    return marked;
  }

  void tree() {
    StructureContext context;
    context.level_names = codes_.levels;
    context.frequency = scheme_.frequency;
    context.released = scheme_.released;
    context.defaults = read_defaults(top_.table("defaults"), scheme_.frequency, scheme_.released);
    context.percent_variables = percent_variables();
    for (Section& step : top_.tables("steps")) {
      const TomlValue* name = step.raw("step");
      context.denominate_step |= name != nullptr && name->text == "denominate";
    }
    StructureTable tree = read_structure(table_, context, diagnostics_);
    scheme_.structure = std::move(tree.structure);
    scheme_.rules = std::move(tree.rules);
    codes_.indicators = std::move(tree.indicators);
    codes_.aggregates = std::move(tree.aggregates);
  }

  /// Every variable that a formula of the tree names.
  std::vector<std::string> used_variables() const {
    std::vector<std::string> used;
    for (const IndicatorRule& rule : scheme_.rules) {
      for (const Term& term : rule.terms) used.push_back(term.variable);
      for (const Term& term : rule.denominator) used.push_back(term.variable);
      for (const std::string& variable :
           {rule.pool_weight, rule.error.sample_size, rule.error.standard_error})
        if (!variable.empty()) used.push_back(variable);
    }
    for (const Node& node : scheme_.structure.nodes) {
      if (!node.denominator.empty()) used.push_back(node.denominator);
    }
    if (scheme_.zero_rule) used.push_back(scheme_.zero_rule->exposure);
    std::sort(used.begin(), used.end());
    used.erase(std::unique(used.begin(), used.end()), used.end());
    return used;
  }

  void variables() {
    std::optional<Section> section = top_.table("variables");
    if (!section) return;
    const std::vector<std::string> used = used_variables();
    for (const std::string& code : section->keys()) {
      std::optional<Section> one = section->table(code);
      if (!one) continue;
      VariableRule rule;
      rule.variable = code;
      constexpr int kMostMonths = 240;
      rule.known_after = one->whole("known_after", -kMostMonths, kMostMonths).value_or(0);
      rule.percent = one->flag("percent").value_or(false);
      rule.zero_rule = one->flag("zero_rule");
      one->finish();
      if (!used.empty() && !std::binary_search(used.begin(), used.end(), code)) {
        const std::string near = nearest(code, used);
        section->warning(code, {"scheme.unused_variable", {{"found", code}}},
                         near.empty() ? Message() : Message("scheme.did_you_mean", {{"nearest", near}}));
      }
      scheme_.variables.push_back(std::move(rule));
    }
  }

  void zero_rule() {
    std::optional<Section> section = top_.table("zero_rule");
    if (!section) {
      for (const VariableRule& rule : scheme_.variables) {
        if (!rule.zero_rule.value_or(false)) continue;
        top_.error("variables", {"scheme.no_zero_rule", {{"variable", rule.variable}}});
      }
      return;
    }
    ZeroRule rule;
    rule.by_default = section->flag("default").value_or(rule.by_default);
    rule.exposure = section->text("exposure", Need::required).value_or("");
    const std::optional<double> bound = section->number("bound", 0, 1);
    if (bound && (*bound == 0 || *bound == 1)) {
      section->wrong("bound", *section->raw("bound"), "@scheme.expect.probability");
    }
    rule.bound = bound.value_or(rule.bound);
    section->finish();
    scheme_.zero_rule = std::move(rule);
  }

  void weights() {
    if (std::optional<Section> section = top_.table("weights", Need::required)) {
      scheme_.weights = section->word("source", Words<WeightSource>(kWeightSources), Need::required)
                            .value_or(WeightSource::given);
      section->finish();
    }
    scheme_.judgements = read_judgements(top_.tables("ahp"), scheme_.structure, codes_.aggregates);
    if (scheme_.weights == WeightSource::ahp) {
      if (!top_.has("ahp")) top_.error("weights", {"scheme.no_judgements"});
    } else if (!scheme_.judgements.empty()) {
      diagnostics_.note(top_.place("ahp"), {"scheme.judgements_unused"});
    }
  }

  void steps() {
    std::vector<Section> sections = top_.tables("steps");
    StepContext context{codes_, scheme_.frequency, scheme_.released, scheme_.scope};
    scheme_.steps = read_steps(std::move(sections), context);
    const auto aggregates = [](const Step& step) { return std::holds_alternative<AggregateStep>(step); };
    if (std::none_of(scheme_.steps.begin(), scheme_.steps.end(), aggregates)) {
      top_.error("steps", {"scheme.no_aggregate"});
    }
    posts();
  }

  /// Goalposts and targets that a normalisation needs.
  void posts() {
    for (const Step& step : scheme_.steps) {
      const auto* normalise = std::get_if<NormaliseStep>(&step);
      if (normalise == nullptr) continue;
      for (std::size_t i = 0; i < scheme_.structure.indicators; ++i) {
        const Node& node = scheme_.structure.nodes[i];
        const auto own = normalise->overrides.find(node.code);
        const NormaliseMethod method =
            (own == normalise->overrides.end() ? normalise->general : own->second).method;
        const bool has_posts =
            (node.lower_post && node.upper_post) || normalise->goalposts.contains(node.code);
        if (method == NormaliseMethod::goalposts && !has_posts)
          missing(node, "lower_post", "scheme.no_posts");
        if (method == NormaliseMethod::distance_to_target && !node.target) {
          missing(node, "target", "scheme.no_target");
        }
      }
    }
  }

  void missing(const Node& node, const std::string& column, std::string_view message) {
    for (std::size_t r = 0; r < table_.rows(); ++r) {
      if (table_.at(r, *table_.column("code")).text != node.code) continue;
      Place place = table_.place(r, table_.column(column).value_or(0));
      place.column_name = column;
      diagnostics_.error(std::move(place), {message, {{"code", node.code}}});
      return;
    }
  }

  Section top_;
  const Table& table_;
  Diagnostics& diagnostics_;
  Codes codes_;
  Scheme scheme_;
};

}  // namespace

Scheme parse_scheme(const TomlValue& document, const Table& structure, const std::string& file,
                    Diagnostics& diagnostics) {
  return SchemeReader(document, structure, file, diagnostics).read();
}

}  // namespace dajuan::index
