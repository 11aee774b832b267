// What a scheme says of chance: error models of indicators, [uncertainty], and every mistake in them.
#include "index/error_model_file.h"
#include "index/error_model_text.h"
#include "index/scheme_text.h"
#include "scheme_test_base.h"

namespace dajuan::index {
namespace {

constexpr std::uint32_t kRowA1 = 6;
constexpr std::uint32_t kRowA2 = 7;
constexpr std::uint32_t kRowB1 = 8;
constexpr std::uint32_t kRowC1 = 9;

TEST_CASE("each indicator has the error model that its row gives it") {
  const Scheme scheme = parse(kSchemeText, kStructureText).scheme;
  const ErrorModel& a1 = scheme.rules.at(0).error;
  CHECK(a1.kind == ErrorKind::overdispersed);
  CHECK(a1.dispersion == 2.5);
  const ErrorModel& a2 = scheme.rules.at(1).error;
  CHECK(a2.kind == ErrorKind::normal);
  CHECK(a2.fixed_standard_error == 1.5);
  CHECK(a2.standard_error == "");
  const ErrorModel& b1 = scheme.rules.at(2).error;
  CHECK(b1.kind == ErrorKind::proportion);
  CHECK(b1.sample_size == "");
  CHECK(scheme.rules.at(3).error.kind == ErrorKind::unsaid);

  const std::string csv = replaced(kStructureText, "none,,,36,people,,0,10,made up,注,note,normal,,,1.5,no",
                                   "none,,,36,people,,0,10,made up,注,note,proportion,,asked,,no");
  CHECK(parse(kSchemeText, csv).scheme.rules.at(1).error.sample_size == "asked");
  const std::string named = replaced(kStructureText, "normal,,,1.5,no", "normal,,,z_error,no");
  CHECK(parse(kSchemeText, named).scheme.rules.at(1).error.standard_error == "z_error");
}

TEST_CASE("the default holds for empty cells, and what it needs is asked for in each row") {
  const std::string toml = replaced(kSchemeText, "factor = 1000\n", "factor = 1000\nerror = \"poisson\"\n");
  const Parsed parsed = parse(toml, kStructureText);
  CHECK(parsed.diagnostics.items().empty());
  CHECK(parsed.scheme.rules.at(0).error.kind == ErrorKind::overdispersed);
  CHECK(parsed.scheme.rules.at(3).error.kind == ErrorKind::poisson);
  CHECK(parsed.scheme.rules.at(3).error.dispersion == std::nullopt);
  const Parsed normal = parse(replaced(toml, "\"poisson\"", "\"normal\""), kStructureText);
  REQUIRE(normal.diagnostics.errors() == 1);
  CHECK(normal.diagnostics.items()[0].message.id == "scheme.chance.no_standard_error");
  CHECK(normal.diagnostics.items()[0].place.row == kRowC1);
}

TEST_CASE("what is shorter than a year has a season unless the scheme says otherwise") {
  const Scheme scheme = parse(kSchemeText, kStructureText).scheme;
  CHECK(scheme.rules.at(0).seasonal);        // six months
  CHECK_FALSE(scheme.rules.at(1).seasonal);  // twelve, and said
  CHECK(scheme.rules.at(2).seasonal);        // a quarter
  CHECK_FALSE(scheme.rules.at(3).seasonal);  // twelve
  const std::string csv = replaced(replaced(kStructureText, "overdispersed,2.5,,,", "overdispersed,2.5,,,no"),
                                   "1.5,no", "1.5,是");
  const Scheme said = parse(kSchemeText, csv).scheme;
  CHECK_FALSE(said.rules.at(0).seasonal);
  CHECK(said.rules.at(1).seasonal);
  std::string yearly = replaced(kSchemeText, "\"quarter\"", "\"year\"");
  yearly = replaced(yearly, "2022-Q4..2023-Q4", "2022..2023");
  const std::string years = replaced(replaced(kStructureText, "2 * y,6,", "2 * y,,"), "u,3,", "u,,");
  const Parsed parsed = parse(yearly, years);
  CHECK(text(Language::en, parsed.diagnostics) == "");
  for (const IndicatorRule& rule : parsed.scheme.rules) CHECK_FALSE(rule.seasonal);
}

TEST_CASE("[uncertainty] has a level, a rate of false discoveries and a base") {
  const UncertaintyRule by_default = parse(kSchemeText, kStructureText).scheme.uncertainty;
  CHECK(by_default.level == 0.95);
  CHECK(by_default.false_discovery == 0.05);
  CHECK(by_default.base == std::nullopt);
  const Parsed parsed =
      parse(kSchemeText + "\n[uncertainty]\nlevel = 0.9\nfalse_discovery = 0.1\nbase = \"2022-Q4\"\n",
            kStructureText);
  CHECK(parsed.diagnostics.items().empty());
  CHECK(parsed.scheme.uncertainty.level == 0.9);
  CHECK(parsed.scheme.uncertainty.false_discovery == 0.1);
  CHECK(parsed.scheme.uncertainty.base == Period::parse("2022-Q4"));
}

TEST_CASE("[uncertainty]: every mistake is told with its line") {
  const struct {
    const char* line;
    const char* message;
  } cases[] = {{"level = 1", "scheme.wrong_value"},           {"level = 0.49", "scheme.wrong_value"},
               {"level = 95", "scheme.wrong_value"},          {"level = \"95%\"", "scheme.wrong_value"},
               {"false_discovery = 0", "scheme.wrong_value"}, {"false_discovery = 0.5", "scheme.wrong_value"},
               {"base = \"2022-12\"", "scheme.wrong_value"},  {"base = \"the first\"", "scheme.wrong_value"},
               {"base = 2022", "scheme.wrong_value"},         {"levle = 0.9", "scheme.unknown_key"}};
  const std::string before = kSchemeText + "\n[uncertainty]\n";
  const auto line = static_cast<std::uint32_t>(1 + std::count(before.begin(), before.end(), '\n'));
  for (const auto& one : cases) {
    CAPTURE(one.line);
    const Parsed parsed = parse(before + one.line + "\n", kStructureText);
    REQUIRE(parsed.diagnostics.errors() == 1);
    CHECK(parsed.diagnostics.items()[0].message.id == one.message);
    CHECK(parsed.diagnostics.items()[0].place.row == line);
  }
}

struct Mistake {
  const char* from;
  const char* to;
  const char* message;
  std::uint32_t row;
  const char* column;
};

const Mistake kMistakes[] = {
    {"overdispersed,2.5", "overdispersd,2.5", "scheme.wrong_value", kRowA1, "error"},
    {"overdispersed,2.5", "overdispersed,0.9", "scheme.wrong_value", kRowA1, "dispersion"},
    {"overdispersed,2.5", "overdispersed,much", "scheme.wrong_value", kRowA1, "dispersion"},
    {"overdispersed,2.5", "poisson,2.5", "scheme.chance.not_of_model", kRowA1, "dispersion"},
    {"overdispersed,2.5", "exact,2.5", "scheme.chance.not_of_model", kRowA1, "dispersion"},
    {"overdispersed,2.5", ",2.5", "scheme.chance.no_model", kRowA1, "dispersion"},
    {"overdispersed,2.5,,", "overdispersed,,n,", "scheme.chance.not_of_model", kRowA1, "sample_size"},
    {"overdispersed,2.5,,", "overdispersed,,,3", "scheme.chance.not_of_model", kRowA1, "standard_error"},
    {"normal,,,1.5", "normal,,n,1.5", "scheme.chance.not_of_model", kRowA2, "sample_size"},
    {"normal,,,1.5", "normal,2,,1.5", "scheme.chance.not_of_model", kRowA2, "dispersion"},
    {"normal,,,1.5", "normal,,,", "scheme.chance.no_standard_error", kRowA2, "standard_error"},
    {"normal,,,1.5", "normal,,,0", "scheme.wrong_value", kRowA2, "standard_error"},
    {"normal,,,1.5", "normal,,,-1", "scheme.wrong_value", kRowA2, "standard_error"},
    {"normal,,,1.5", "normal,,,2 s", "scheme.wrong_value", kRowA2, "standard_error"},
    {"normal,,,1.5", ",,,1.5", "scheme.chance.no_model", kRowA2, "standard_error"},
    {"normal,,,1.5", "proportion,,,", "scheme.chance.no_size", kRowA2, "error"},
    {"normal,,,1.5", "proportion,,n + m,", "scheme.wrong_value", kRowA2, "sample_size"},
    {"normal,,,1.5", "proportion,,400,", "scheme.wrong_value", kRowA2, "sample_size"},
    {"normal,,,1.5", "proportion,,n,1.5", "scheme.chance.two_sizes", kRowA2, "sample_size"},
    {"mean,95,,,,,,proportion,,,,", "mean,95,,,,,,proportion,,n,,", "scheme.chance.two_sizes", kRowB1,
     "sample_size"},
    {"u,3,last,", "u,6,sum,", "scheme.chance.other_window", kRowB1, "denominator_over"},
    {"u,3,last,", "u - t,3,last,", "scheme.chance.taken_away", kRowB1, "variable"},
    {"36,people,,0,10,made up,注,note,normal,,,1.5", "36,people,,0,10,made up,注,note,normal,,,s",
     "scheme.chance.one_variable", kRowA2, "variable"},
    {"36,people,,0,10,made up,注,note,normal,,,1.5", "36,people,,0,10,made up,注,note,proportion,,n,",
     "scheme.chance.one_variable", kRowA2, "variable"},
    {"w,,sum,TRUE,,,,,,,,,,,,,", "x,,sum,TRUE,,,,,,,,,,,,overdispersed,", "scheme.chance.two_models", kRowC1,
     "error"},
    {"w,,sum,TRUE,,,,,,,,,,,,,", "x,,sum,TRUE,,,,,,,,,,,,overdispersed,3", "scheme.chance.two_models", kRowC1,
     "error"},
    {"w,,sum,TRUE,,,,,,,,,,,,,", "y,,sum,TRUE,,,,,,,,,,,,exact,", "scheme.chance.two_models", kRowC1,
     "error"},
    {"1.5,no", "1.5,sometimes", "scheme.wrong_value", kRowA2, "seasonal"},
};

TEST_CASE("error models: every mistake is told with its row and column, in both languages") {
  for (const Mistake& one : kMistakes) {
    CAPTURE(one.message);
    CAPTURE(one.to);
    std::string csv = replaced(kStructureText, one.from, one.to);
    if (one.message == std::string("scheme.chance.one_variable"))
      csv = replaced(csv, "-1,3,件,z,", "-1,3,件,z + z2,");
    const Parsed parsed = parse(kSchemeText, csv);
    REQUIRE_MESSAGE(parsed.diagnostics.errors() == 1, text(Language::en, parsed.diagnostics));
    const Diagnostic& found = parsed.diagnostics.items()[0];
    CHECK(found.message.id == one.message);
    CHECK(found.place.file == "structure.csv");
    CHECK(found.place.row == one.row);
    CHECK(found.place.column_name == one.column);
    const std::string en = text(Language::en, found);
    const std::string zh = text(Language::zh, found);
    CHECK(en.find('{') == std::string::npos);
    CHECK(zh.find('{') == std::string::npos);
    CHECK(zh.find("scheme.") == std::string::npos);
    CHECK(en != zh);
  }
}

TEST_CASE("two indicators that give a variable two models are both named, with both models") {
  const std::string csv =
      replaced(kStructureText, "w,,sum,TRUE,,,,,,,,,,,,,", "x,,sum,TRUE,,,,,,,,,,,,poisson,");
  const Parsed parsed = parse(kSchemeText, csv);
  const std::string en = text(Language::en, parsed.diagnostics);
  CHECK(en.find("x has two error models: overdispersed, dispersion = 2.5 in a1, poisson in c1.") !=
        std::string::npos);
  // The same model is none too many, and an indicator without one contradicts nobody.
  for (const char* same : {"x,,sum,TRUE,,,,,,,,,,,,overdispersed,2.5", "x,,sum,TRUE,,,,,,,,,,,,,"})
    CHECK(parse(kSchemeText, replaced(kStructureText, "w,,sum,TRUE,,,,,,,,,,,,,", same))
              .diagnostics.items()
              .empty());
}

TEST_CASE("a share of cases needs its denominator from the same months") {
  const std::string long_window = replaced(kStructureText, "u,3,last,", "u,6,sum,");
  std::string over_window = replaced(long_window, ",denominator,", ",denominator,denominator_over,");
  for (const char* row :
       {"top,,index,总,Top,,,,,,,,", "a,top,topic,甲,A,,1,,,,,,", "b,top,topic,乙,B,,1,,,,,,",
        "c,top,topic,丙,C,,1,,,,,,", "x + 2 * y,6,,,", "z,,mean,,none", "w,,sum,TRUE,"})
    over_window = replaced(over_window, row, std::string(row) + ",");
  over_window = replaced(over_window, "u,6,sum,,v", "u,6,sum,,v,window");
  const Parsed parsed = parse(kSchemeText, over_window);
  CHECK_MESSAGE(parsed.diagnostics.items().empty(), text(Language::en, parsed.diagnostics));
  CHECK(parsed.scheme.rules.at(2).denominator_over_window);
  // A step that divides takes the denominator of the period alone.
  const std::string dividing =
      replaced(kSchemeText, "[[steps]]\n", "[[steps]]\nstep = \"denominate\"\n\n[[steps]]\n");
  CHECK(parse(dividing, kStructureText).diagnostics.errors() == 0);
  const Parsed told = parse(dividing, over_window);
  REQUIRE(told.diagnostics.errors() == 1);
  CHECK(told.diagnostics.items()[0].message.id == "scheme.chance.other_window");
  CHECK(told.diagnostics.items()[0].hint.id == "scheme.chance.other_window_step_hint");
}

TEST_CASE("a percentage is no count") {
  const auto told = [](const char* variable, const std::string& csv) {
    const std::string toml = kSchemeText + "\n[variables." + variable + "]\npercent = true\n";
    const Parsed parsed = parse(toml, csv);
    std::vector<std::pair<std::string, std::uint32_t>> found;
    for (const Diagnostic& one : parsed.diagnostics.items())
      found.emplace_back(one.message.id, one.place.row);
    return found;
  };
  using Found = std::vector<std::pair<std::string, std::uint32_t>>;
  CHECK(told("x", kStructureText) == Found{{"scheme.chance.percent_count", kRowA1}});
  CHECK(told("u", kStructureText) == Found{{"scheme.chance.percent_count", kRowB1}});
  CHECK(told("z", kStructureText).empty());  // an estimate may be a percentage
  CHECK(told("w", kStructureText).empty());  // without a model nothing is said of it
  CHECK(told("z", replaced(kStructureText, "normal,,,1.5", "proportion,,n,")).empty());
}

TEST_CASE("variables that only an error model names are variables of the scheme") {
  const std::string toml = kSchemeText + "\n[variables.n]\nknown_after = 1\n";
  CHECK(parse(toml, kStructureText).diagnostics.warnings() == 1);
  CHECK(parse(toml, replaced(kStructureText, "normal,,,1.5", "proportion,,n,")).diagnostics.items().empty());
  CHECK(parse(toml, replaced(kStructureText, "normal,,,1.5", "normal,,,n")).diagnostics.items().empty());
}

TEST_CASE("mistakes in several rows are told at once, also where the tree does not stand") {
  std::string csv = replaced(kStructureText, "overdispersed,2.5", "poisson,0.5");
  csv = replaced(csv, "normal,,,1.5", "proportion,,,");
  csv = replaced(csv, "c,top,", "c,tpo,");
  csv = replaced(csv, "w,,sum,TRUE,,,,,,,,,,,,,", "x,,sum,TRUE,,,,,,,,,,,,exact,2");
  const Parsed parsed = parse(kSchemeText, csv);
  CAPTURE(text(Language::en, parsed.diagnostics));
  // Two dispersions of no use, a share of nothing, two models of x, a parent.
  CHECK(parsed.diagnostics.errors() == 5);
}

TEST_CASE("indicators without an error model are counted and named, in the order of the file") {
  const Place place{"small", "", 0, 0, "error"};
  const auto note = [&](const Scheme& scheme, Language language) {
    Diagnostics diagnostics;
    note_missing_error_models(scheme, place, diagnostics);
    CHECK(diagnostics.errors() + diagnostics.warnings() == 0);
    return text(language, diagnostics);
  };
  const Scheme scheme = parse(kSchemeText, kStructureText).scheme;
  CHECK(note(scheme, Language::en)
            .find("1 of 4 indicators have no error model, so intervals do not count their chance: c1.") !=
        std::string::npos);
  CHECK(note(scheme, Language::zh).find("4个指标中有1个没有误差模型，区间不含其偶然误差：c1。") !=
        std::string::npos);
  const Scheme two = parse(kSchemeText, replaced(kStructureText, "proportion,,,,", ",,,,")).scheme;
  CHECK(note(two, Language::en).find(": b1, c1.") != std::string::npos);
  Scheme all = scheme;
  all.rules[3].error.kind = ErrorKind::exact;
  CHECK(note(all, Language::en) == "");
}

TEST_CASE("scheme show says each model in plain words") {
  IndicatorRule rule;
  rule.denominator = {{"due", 1}};
  const auto said = [&](const ErrorModel& model, Language language) {
    rule.error = model;
    return error_model_text(rule, Node(), language);
  };
  ErrorModel model;
  CHECK(said(model, Language::en) == "no error model: intervals do not count its chance");
  CHECK(said(model, Language::zh) == "未写误差模型，区间不含其偶然误差");
  model.kind = ErrorKind::exact;
  CHECK(said(model, Language::en) == "exact: no chance in it");
  model.kind = ErrorKind::poisson;
  CHECK(said(model, Language::zh) == "计数，按泊松分布波动");
  model.kind = ErrorKind::overdispersed;
  CHECK(said(model, Language::en) == "count, wider than Poisson (spread estimated)");
  model.dispersion = 2.5;
  CHECK(said(model, Language::en) == "count, wider than Poisson (variance × 2.5)");
  model = ErrorModel{ErrorKind::proportion, {}, "", "", {}};
  CHECK(said(model, Language::en) == "share of all cases (due)");
  model.sample_size = "asked";
  CHECK(said(model, Language::zh) == "抽样比率（样本量asked）");
  model = ErrorModel{ErrorKind::proportion, {}, "", "se", {}};
  CHECK(said(model, Language::en) == "share with standard error se");
  model = ErrorModel{ErrorKind::normal, {}, "", "", 1.5};
  CHECK(said(model, Language::en) == "estimate with standard error 1.5");

  const Scheme scheme = parse(kSchemeText, kStructureText).scheme;
  const std::string drawn = draw_scheme(scheme, Language::en);
  CHECK(drawn.find("no error model: intervals do not count its chance\n") != std::string::npos);
  CHECK(drawn.find("sum of 6 months / people × 1000, seasonal") != std::string::npos);
  CHECK(drawn.find("Intervals and rank sets: 95%.") != std::string::npos);
  UncertaintyRule chance;
  chance.level = 0.9995;
  chance.base = Period::parse("2022-Q4");
  CHECK(
      uncertainty_text(chance, Language::zh) ==
      "置信区间和排名区间：99.95%。判为上升或下降的，误判至多占5%（错误发现率）。定基比较的基期：2022-Q4。");
}

}  // namespace
}  // namespace dajuan::index
