#include "index/scheme_text.h"
#include "index/structure_table.h"
#include "scheme_test_base.h"

namespace dajuan::index {
namespace {

TEST_CASE("a sound scheme is read without a word, and means what it says") {
  const Parsed parsed = parse(kSchemeText, kStructureText);
  CHECK(text(Language::en, parsed.diagnostics) == "");
  const Scheme& scheme = parsed.scheme;
  CHECK(scheme.id == "small");
  CHECK(scheme.frequency == Frequency::quarter);
  CHECK(scheme.released);
  CHECK(scheme.scope.kind == FitScope::Kind::window);
  CHECK(scheme.scope.from.text() == "2022-Q4");
  CHECK(scheme.scope.to.text() == "2023-Q4");
  CHECK(scheme.variables.at(0).known_after == -12);
  CHECK(scheme.structure.level_names == std::vector<std::string>{"indicator", "topic", "index"});
  CHECK(scheme.level_titles.at(2).zh == "指数");
  REQUIRE(scheme.rules.size() == 4);

  const IndicatorRule& a1 = scheme.rules[0];
  REQUIRE(a1.terms.size() == 2);
  CHECK(a1.terms[1].variable == "y");
  CHECK(a1.terms[1].coefficient == 2);
  CHECK(a1.window == 6);
  CHECK(a1.denominator.at(0).variable == "people");
  CHECK(a1.factor == 1000);
  const IndicatorRule& a2 = scheme.rules[1];
  CHECK(a2.reduce == Reduce::mean);
  CHECK(a2.denominator.empty());
  CHECK(a2.factor == 1);
  CHECK(a2.max_age == 36);
  CHECK(a2.pool_weight == "people");
  const IndicatorRule& b1 = scheme.rules[2];
  CHECK(b1.denominator.at(0).variable == "v");
  CHECK(b1.factor == 100);
  CHECK(b1.pool_mean);
  CHECK(scheme.rules[3].annualise);
  CHECK(scheme.structure.nodes[0].direction == Direction::lower_is_better);
  CHECK(scheme.structure.nodes[1].direction == Direction::lower_is_better);
  CHECK(scheme.structure.nodes[2].direction == Direction::higher_is_better);
  CHECK(scheme.structure.nodes[1].upper_post == 10);
  CHECK(scheme.structure.nodes[1].basis == "made up");
  CHECK(scheme.structure.nodes[2].target == 95);

  REQUIRE(scheme.steps.size() == 3);
  CHECK(std::get<TreatStep>(scheme.steps[0]).plan.first.max_points == 5);
  CHECK(std::get<NormaliseStep>(scheme.steps[1]).general.lower == 1);
  CHECK(std::get<AggregateStep>(scheme.steps[2]).levels.at(0).method == AggregateMethod::geometric);
  CHECK(scheme.judgements.at(0).matrix[1][0] == 0.5);
  CHECK(scheme.lights.general.level_solve_now == 40.0);
}

TEST_CASE("an override replaces only the fields that it names") {
  std::string toml = replaced(kSchemeText, "max_points = 5 }\n",
                              "max_points = 5 }\nsecond = { method = \"log_shift\" }\n"
                              "overrides.a1 = \"none\"\noverrides.a2.check.skew = 1\n");
  toml = replaced(toml, "range = [1, 100]\n",
                  "range = [1, 100]\noverrides.b1 = { method = \"zscore\", mean = 100, sd = 10 }\n");
  toml = replaced(toml, "method = \"geometric\"\n",
                  "method = \"geometric\"\nmin_availability = 0.5\nlevels.index.method = \"arithmetic\"\n"
                  "nodes.c = { method = \"harmonic\" }\n");
  const Parsed parsed = parse(toml, kStructureText);
  CHECK(parsed.diagnostics.errors() == 0);
  const auto& treat = std::get<TreatStep>(parsed.scheme.steps[0]);
  CHECK(treat.overrides.at("a1").first.method == Treatment::Method::none);
  CHECK_FALSE(treat.overrides.at("a1").second.has_value());
  CHECK(treat.overrides.at("a2").check.skew == 1);
  CHECK(treat.overrides.at("a2").check.kurt == 3.5);
  CHECK(treat.overrides.at("a2").second->method == Treatment::Method::log_shift);
  const auto& normalise = std::get<NormaliseStep>(parsed.scheme.steps[1]);
  CHECK(normalise.overrides.at("b1").mean == 100);
  const auto& aggregate = std::get<AggregateStep>(parsed.scheme.steps[2]);
  REQUIRE(aggregate.levels.size() == 2);
  CHECK(aggregate.levels[0].method == AggregateMethod::geometric);
  CHECK(aggregate.levels[1].method == AggregateMethod::arithmetic);
  CHECK(aggregate.levels[1].min_availability == 0.5);
  CHECK(aggregate.nodes.at("c").method == AggregateMethod::harmonic);
}

TEST_CASE("a step that divides takes the denominators from the rules") {
  const std::string toml =
      replaced(kSchemeText, "[[steps]]\n", "[[steps]]\nstep = \"denominate\"\n\n[[steps]]\n");
  const Parsed parsed = parse(toml, kStructureText);
  CHECK(parsed.diagnostics.errors() == 0);
  CHECK(parsed.scheme.rules[0].denominator.empty());
  CHECK(parsed.scheme.rules[0].factor == 1);
  CHECK(parsed.scheme.structure.nodes[0].denominator == "people");
  CHECK(parsed.scheme.structure.nodes[0].factor == 1000);
  CHECK(parsed.scheme.structure.nodes[1].denominator == "");
}

/// One spoiled place and what must be said about it. The place is where `at` stands in the spoiled file.
struct Spoiled {
  const char* from;
  const char* to;
  const char* message;
  const char* at;
};

TEST_CASE("scheme.toml: every mistake is told with its line and column") {
  const Spoiled cases[] = {
      {"version =", "versoin =", "scheme.unknown_key", "versoin"},
      {"version = \"1\"\n", "", "scheme.missing_key", "[scheme]"},
      {"version = \"1\"", "version = 1", "scheme.wrong_value", "1\ntitle"},
      {"id = \"small\"", "id = \"Small One\"", "scheme.bad_id", "\"Small One\""},
      {"title = { zh = \"小\", en = \"Small\" }", "title = { zh = \"小\" }", "scheme.one_language",
       "{ zh = \"小\" }"},
      {"frequency = \"quarter\"", "frequency = \"weekly\"", "scheme.wrong_value", "\"weekly\""},
      {"fit = { window = \"2022-Q4..2023-Q4\" }\n", "", "scheme.missing_key", "[series]"},
      {"2022-Q4..2023-Q4", "2024-Q4..2023-Q4", "scheme.window_empty", "\"2024-Q4..2023-Q4\""},
      {"2022-Q4..2023-Q4", "2022-10..2023-12", "scheme.wrong_value", "\"2022-10..2023-12\""},
      {"{ window = \"2022-Q4..2023-Q4\" }", "\"pooled\"", "scheme.pooled_series", "\"pooled\""},
      {"{ window = \"2022-Q4..2023-Q4\" }", "\"always\"", "scheme.wrong_value", "\"always\""},
      {"files = [\"figures.csv\"]", "files = []", "scheme.no_files", "[]"},
      {"files = [\"figures.csv\"]", "files = [3]", "scheme.wrong_value", "3]"},
      {"known_after = -12", "known_after = -1200", "scheme.out_of_range", "-1200"},
      {"[variables.people]", "[variables.poeple]", "scheme.unused_variable", "[variables.poeple]"},
      {"[zero_rule]\nbound = 1e-6\nexposure = \"people\"\n", "[variables.x]\nzero_rule = true\n",
       "scheme.no_zero_rule", "[variables.people]"},
      {"bound = 1e-6", "bound = 0", "scheme.wrong_value", "0\nexposure"},
      {"code = \"topic\"", "code = \"index\"", "scheme.duplicate_code", "\"index\", zh = \"主题\""},
      {"window = 12", "window = 10", "scheme.window_not_multiple", "10\n"},
      {"denominator = \"people\"", "denominator = \"people +\"", "scheme.formula.expected_variable",
       "\"people +\""},
      {"factor = 1000", "factor = 0", "scheme.wrong_value", "0\n\n[weights]"},
      {"factor = 1000", "factor = 1000\nerror = \"binomial\"", "scheme.wrong_value", "\"binomial\""},
      {"window = 12", "window = 12\nbridging = \"linear\"", "scheme.bridging_ahead", "\"linear\""},
      {"[\"b\", \"a\", \"c\"]", "[\"b\", \"a\", \"d\"]", "scheme.ahp.children", "[\"b\", \"a\", \"d\"]"},
      {"parent = \"top\"", "parent = \"tpo\"", "scheme.unknown_code", "\"tpo\""},
      {"  [\"1/4\", \"1/2\", 1],\n", "", "scheme.ahp.rows", "[\n  [1, 2, 4]"},
      {"[\"1/2\", 1, 2]", "[\"1/2\", 1]", "scheme.ahp.row_length", "[\"1/2\", 1]"},
      {"[\"1/2\", 1, 2]", "[\"1/2\", 2, 2]", "scheme.ahp.diagonal", "2, 2]"},
      {"[\"1/2\", 1, 2]", "[\"1/3\", 1, 2]", "scheme.ahp.not_reciprocal", "\"1/3\""},
      {"[\"1/2\", 1, 2]", "[-1, 1, 2]", "scheme.wrong_value", "-1, 1"},
      {"  [1, 2, 4],\n  [\"1/2\", 1, 2],\n  [\"1/4\", \"1/2\", 1],",
       "  [1, 2, \"1/4\"],\n  [\"1/2\", 1, 2],\n  [4, \"1/2\", 1],", "scheme.ahp.inconsistent",
       "[\n  [1, 2, \"1/4\"]"},
      {"[[steps]]\nstep = \"treat\"",
       "[[ahp]]\nparent = \"top\"\nchildren = [\"a\", \"b\", \"c\"]\nmatrix = [[1,1,1],[1,1,1],[1,1,1]]\n"
       "reason = { zh = \"x\", en = \"x\" }\n\n[[steps]]\nstep = \"treat\"",
       "scheme.ahp.twice", "\"top\"\nchildren = [\"a\", \"b\""},
      {"[[ahp]]", "[[xahp]]", "scheme.no_judgements", "[weights]"},
      {"source = \"ahp\"", "source = \"given\"", "scheme.judgements_unused", "[[ahp]]"},
      {"step = \"treat\"", "step = \"treet\"", "scheme.wrong_value", "\"treet\""},
      {"method = \"winsorise\"", "method = \"cut\"", "scheme.wrong_value", "\"cut\""},
      {"max_points = 5", "max_points = 0", "scheme.too_small", "0 }"},
      {"max_points = 5 }\n", "max_points = 5 }\noverrides.zz = \"none\"\n", "scheme.unknown_code",
       "\"none\""},
      {"range = [1, 100]", "range = [100, 1]", "scheme.wrong_value", "[100, 1]"},
      {"range = [1, 100]", "range = [0, 100]", "scheme.mean_of_zero", "\"geometric\""},
      {"range = [1, 100]", "mean = 3", "scheme.unknown_key", "mean = 3"},
      {"method = \"minmax\"\nrange = [1, 100]",
       "method = \"categorical\"\ncuts = [50, 20]\nmarks = [1, 2, 3]", "scheme.cuts", "[50, 20]"},
      {"method = \"minmax\"\nrange = [1, 100]", "method = \"categorical\"\ncuts = [20, 50]\nmarks = [1, 2]",
       "scheme.marks", "[1, 2]"},
      {"method = \"minmax\"\nrange = [1, 100]", "method = \"scaled\"", "scheme.missing_key",
       "[[steps]]\nstep = \"normalise\""},
      {"method = \"geometric\"", "method = \"power\"\np = 0", "scheme.power_zero", "0\n\n[lights"},
      {"method = \"geometric\"", "method = \"benefit_of_the_doubt\"\nmin_share = 0.6\nmax_share = 0.2",
       "scheme.shares", "0.6"},
      {"range = [1, 100]\n\n[[steps]]\nstep = \"aggregate\"\nmethod = \"geometric\"",
       "range = [-1, 100]\n\n[[steps]]\nstep = \"aggregate\"\nmethod = \"benefit_of_the_doubt\"",
       "scheme.frontier_of_negative", "\"benefit_of_the_doubt\""},
      {"method = \"geometric\"", "method = \"arithmetic\"\nlevels.topics = { method = \"power\" }",
       "scheme.unknown_code", "{ method = \"power\" }"},
      {"[[steps]]\nstep = \"aggregate\"\nmethod = \"geometric\"\n", "", "scheme.no_aggregate",
       "[[steps]]\nstep = \"treat\""},
      {"[lights.general]", "[[steps]]\nstep = \"denominate\"\n\n[lights.general]", "scheme.step_after",
       "\"denominate\""},
      {"[[steps]]\nstep = \"aggregate\"",
       "[[steps]]\nstep = \"normalise\"\nmethod = \"rank\"\n\n[[steps]]\nstep = \"aggregate\"",
       "scheme.step_twice", "\"normalise\"\nmethod = \"rank\""},
      {"[[steps]]\nstep = \"normalise\"\nmethod = \"minmax\"\nrange = [1, 100]\n", "", "scheme.no_normalise",
       "\"aggregate\""},
      {"[[steps]]\nstep = \"treat\"",
       "[[steps]]\nstep = \"impute_over_time\"\nmethod = \"linear\"\n\n[[steps]]\nstep = \"treat\"",
       "scheme.over_time_ahead", "\"linear\""},
      {"solve_now = 40", "solve_now = 70", "scheme.level_order", "70"},
      {"level = { falls_short = 60, solve_now = 40 }", "past = { falls_short = 9, solve_now = 4 }",
       "scheme.shortfall_order", "4 }"},
      {"level = { falls_short = 60, solve_now = 40 }", "past = {}", "scheme.no_bound", "{}"},
      {"level = { falls_short = 60, solve_now = 40 }", "target = { falls_short = 9 }", "scheme.missing_key",
       "{ falls_short = 9 }"},
      {"[lights.general]", "[lights.nodes.zz]", "scheme.unknown_code", "[lights.nodes.zz]"},
      {"[lights.general]", "[lights.levels.topics]", "scheme.unknown_code", "[lights.levels.topics]"},
  };
  for (const Spoiled& one : cases) {
    CAPTURE(one.message);
    CAPTURE(one.to);
    const std::string toml = replaced(kSchemeText, one.from, one.to);
    const Parsed parsed = parse(toml, kStructureText);
    const std::size_t at = toml.find(one.at);
    REQUIRE(at != std::string::npos);
    const auto line = 1 + std::count(toml.begin(), toml.begin() + static_cast<std::ptrdiff_t>(at), '\n');
    const std::string begin = toml.substr(toml.rfind('\n', at) + 1, at - toml.rfind('\n', at) - 1);
    const auto column =
        1 + std::count_if(begin.begin(), begin.end(), [](char c) { return (c & 0xC0) != 0x80; });
    const auto& items = parsed.diagnostics.items();
    const auto is_it = [&](const Diagnostic& found) {
      return found.message.id == one.message && found.place.file == "scheme.toml" &&
             found.place.row == static_cast<std::uint32_t>(line) &&
             found.place.column == static_cast<std::uint32_t>(column);
    };
    CHECK_MESSAGE(
        std::any_of(items.begin(), items.end(), is_it),
        "expected at " << line << ":" << column << ", told: " << text(Language::en, parsed.diagnostics));
  }
}

struct SpoiledRow {
  const char* from;
  const char* to;
  const char* message;
  std::uint32_t row;
  const char* column;
};

TEST_CASE("structure.csv: every mistake is told with its row and column") {
  const SpoiledRow cases[] = {
      {"weight,unit", "wieght,unit", "scheme.unknown_column", 1, "wieght"},
      {"name_zh", "#name", "scheme.missing_column", 1, "name_zh"},
      {"a1,a,indicator", ",a,indicator", "scheme.empty_cell", 6, "code"},
      {"甲一,A one", ",", "scheme.no_name", 6, "name_zh"},
      {"甲一,A one", "甲一,", "scheme.one_language", 6, "name_en"},
      {"a1,a,indicator", "a1,a,indicators", "scheme.wrong_value", 6, "level"},
      {"A one,lower", "A one,", "scheme.no_direction", 6, "direction"},
      {"A one,lower", "A one,down", "scheme.wrong_value", 6, "direction"},
      {"甲,A,", "甲,A,lower", "scheme.direction_of_aggregate", 3, "direction"},
      {"lower,2,", "lower,two,", "scheme.wrong_value", 6, "weight"},
      {"lower,2,", "lower,-2,", "scheme.negative_weight", 6, "weight"},
      {"C one,higher,1,", "C one,higher,0,", "scheme.weights_sum_zero", 9, "weight"},
      {"x + 2 * y", "", "scheme.no_variable", 6, "variable"},
      {"x + 2 * y", "x + 2 y", "scheme.formula.expected_times", 6, "variable"},
      {"x + 2 * y", "x y", "scheme.formula.expected_sign", 6, "variable"},
      {"x + 2 * y", "x + y * z", "scheme.formula.expected_number", 6, "variable"},
      {"x + 2 * y", "x + x", "scheme.formula.twice", 6, "variable"},
      {"2 * y,6", "2 * y,7", "scheme.window_not_multiple", 6, "window"},
      {"2 * y,6", "2 * y,0", "scheme.wrong_value", 6, "window"},
      {"z,,mean", "z,,median", "scheme.wrong_value", 7, "reduce"},
      {"z,,mean,", "z,,mean,yes", "scheme.annualise_not_sum", 7, "annualise"},
      {"last_known", "linear", "scheme.bridging_ahead", 8, "bridging"},
      {"v,100", "v,-1", "scheme.wrong_value", 8, "factor"},
      {"v,100", "v +,100", "scheme.formula.expected_variable", 8, "denominator"},
      {"people,,0,10", "people,,10,0", "scheme.posts_order", 7, "lower_post"},
      {"a2,a,", "a1,a,", "scheme.duplicate_code", 7, "code"},
      {"a2,a,", "a2,aa,", "scheme.unknown_parent", 7, "parent"},
      {"b,top,topic", "b,,topic", "scheme.several_tops", 4, "parent"},
      {"top,,index", "top,a,index", "scheme.cycle", 2, "parent"},
      {"a,top,topic", "a,top,indicator", "scheme.level_not_below", 6, "level"},
      {"a2,a,indicator", "a2,top,indicator", "scheme.mixed_levels", 7, "level"},
  };
  for (const SpoiledRow& one : cases) {
    CAPTURE(one.message);
    CAPTURE(one.to);
    const Parsed parsed = parse(kSchemeText, replaced(kStructureText, one.from, one.to));
    const auto& items = parsed.diagnostics.items();
    const auto is_it = [&](const Diagnostic& found) {
      return found.message.id == one.message && found.place.file == "structure.csv" &&
             found.place.row == one.row && found.place.column_name == one.column;
    };
    CHECK_MESSAGE(std::any_of(items.begin(), items.end(), is_it), text(Language::en, parsed.diagnostics));
  }
}

TEST_CASE("what a method needs of the tree is asked for") {
  const auto told = [](const std::string& method, const char* message) {
    const Parsed parsed =
        parse(replaced(kSchemeText, "method = \"minmax\"\nrange = [1, 100]", method), kStructureText);
    const auto& items = parsed.diagnostics.items();
    return std::count_if(items.begin(), items.end(),
                         [&](const Diagnostic& d) { return d.message.id == message; });
  };
  CHECK(told("method = \"goalposts\"", "scheme.no_posts") == 3);
  CHECK(told("method = \"goalposts\"\ngoalposts = { a1 = [0, 1], b1 = [0, 1], c1 = [0, 1] }",
             "scheme.no_posts") == 0);
  CHECK(told("method = \"distance_to_target\"", "scheme.no_target") == 3);
}

TEST_CASE("all mistakes are told at once") {
  std::string toml = replaced(kSchemeText, "version =", "versoin =");
  toml = replaced(toml, "[1, 2, 4]", "[1, 3, 4]");
  const std::string csv = replaced(replaced(kStructureText, "A one,lower", "A one,down"), "a2,a,", "a2,aa,");
  const Parsed parsed = parse(toml, csv);
  CAPTURE(text(Language::en, parsed.diagnostics));
  CHECK(parsed.diagnostics.errors() == 5);  // unknown key, missing key, reciprocal, direction, parent
}

TEST_CASE("the nearest word is offered") {
  const Parsed parsed = parse(replaced(kSchemeText, "frequency =", "frequncy ="), kStructureText);
  CHECK(text(Language::en, parsed.diagnostics).find("Did you mean “frequency”?") != std::string::npos);
  CHECK(text(Language::zh, parsed.diagnostics).find("是否应为“frequency”？") != std::string::npos);
}

TEST_CASE("the columns that are read are the columns that are documented, in the test's own table") {
  const std::string header = kStructureText.substr(0, kStructureText.find('\n'));
  for (const std::string& column : structure_columns()) {
    if (column == "unit_zh" || column == "unit_en" || column == "denominator_over") continue;
    CHECK_MESSAGE(("," + header + ",").find("," + column + ",") != std::string::npos, column);
  }
}

TEST_CASE("a scheme is drawn with weights in percent, aligned by what a terminal shows") {
  const Parsed parsed = parse(kSchemeText, kStructureText);
  const std::string en = draw_scheme(parsed.scheme, Language::en);
  CAPTURE(en);
  CHECK(en.find("├─ B         b      57.1%        57.14%\n") != std::string::npos);
  CHECK(en.find("AHP consistency ratio of Top: 0.000") != std::string::npos);
  CHECK(en.find("topic: 3, indicator: 4") != std::string::npos);
  CHECK(en.find("sum of 6 months / people × 1000") != std::string::npos);
  CHECK(en.find("3. aggregate: weighted geometric mean") != std::string::npos);
  const std::string zh = draw_scheme(parsed.scheme, Language::zh);
  CHECK(zh.find("主题3个，指标4个") != std::string::npos);
}

}  // namespace
}  // namespace dajuan::index
