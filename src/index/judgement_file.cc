#include "index/judgement_file.h"

#include <algorithm>
#include <cmath>

#include "base/number_text.h"
#include "index/scheme_steps.h"
#include "index/weights.h"
#include "stats/ahp.h"

namespace dajuan::index {
namespace {

/// Largest |a(i,j) * a(j,i) - 1| that still counts as reciprocal.
constexpr double kReciprocalTolerance = 1e-6;

/// A number, or a fraction such as "1/9".
std::optional<double> judged_number(const TomlValue& value) {
  if (value.kind == TomlKind::text) {
    const std::string_view text = value.text;
    const std::size_t slash = text.find('/');
    if (slash == std::string_view::npos) return parse_number(text);
    const auto over = parse_number(text.substr(0, slash));
    const auto under = parse_number(text.substr(slash + 1));
    if (!over || !under || *under == 0) return std::nullopt;
    return *over / *under;
  }
  if (value.kind != TomlKind::integer && value.kind != TomlKind::number) return std::nullopt;
  return value.number;
}

/// The matrix, empty when something in it is wrong.
std::vector<std::vector<double>> read_matrix(Section& section, std::size_t size) {
  const TomlValue* value = section.raw("matrix");
  if (value == nullptr) {
    section.error("matrix", {"scheme.missing_key", {{"expected", "@scheme.expect.matrix"}}});
    return {};
  }
  const std::vector<TomlValue>& rows = value->items;
  if (value->kind != TomlKind::array) {
    section.wrong("matrix", *value, "@scheme.expect.matrix");
    return {};
  }
  bool sound = rows.size() == size;
  if (!sound) {
    section.error("matrix", {"scheme.ahp.rows",
                             {{"found", std::to_string(rows.size())}, {"expected", std::to_string(size)}}});
  }
  std::vector<std::vector<double>> matrix;
  for (const TomlValue& row : rows) {
    if (row.kind != TomlKind::array || row.items.size() != size) {
      section.diagnostics().error(
          section.place("matrix", row),
          {"scheme.ahp.row_length",
           {{"found", row.kind != TomlKind::array ? written(row) : std::to_string(row.items.size())},
            {"expected", std::to_string(size)}}});
      sound = false;
      continue;
    }
    matrix.emplace_back();
    for (const TomlValue& cell : row.items) {
      const std::optional<double> number = judged_number(cell);
      if (!number || !(*number > 0)) {
        section.wrong("matrix", cell, "@scheme.expect.judgement");
        sound = false;
      }
      matrix.back().push_back(number.value_or(1));
    }
  }
  if (!sound) return {};
  for (std::size_t i = 0; i < size; ++i) {
    for (std::size_t j = i; j < size; ++j) {
      const double product = matrix[i][j] * matrix[j][i];
      if (std::fabs(product - 1) <= kReciprocalTolerance) continue;
      sound = false;
      const TomlValue& cell = rows[j].items[i];
      const std::string found = written(cell);
      section.diagnostics().error(section.place("matrix", cell),
                                  i == j ? Message("scheme.ahp.diagonal", {{"found", found}})
                                         : Message("scheme.ahp.not_reciprocal",
                                                   {{"found", found}, {"other", written(rows[i].items[j])}}),
                                  i == j ? Message() : Message("scheme.ahp.fraction"));
    }
  }
  return sound ? matrix : std::vector<std::vector<double>>();
}

/// The children must be those of the tree, each once.
bool check_children(const Section& section, const Judgement& judgement, const Structure& structure) {
  const int parent = structure.find(judgement.parent);
  if (parent < 0) return false;
  std::vector<std::string> expected;
  for (const int child : structure.nodes[static_cast<std::size_t>(parent)].children) {
    expected.push_back(structure.nodes[static_cast<std::size_t>(child)].code);
  }
  std::vector<std::string> found = judgement.children;
  std::sort(found.begin(), found.end());
  std::sort(expected.begin(), expected.end());
  if (found == expected) return true;
  section.error("children",
                {"scheme.ahp.children",
                 {{"parent", judgement.parent}, {"found", joined(found)}, {"expected", joined(expected)}}});
  return false;
}

void check_consistency(const Section& section, const Judgement& judgement) {
  const stats::Consistency consistency = stats::consistency(judgement.matrix);
  if (!(consistency.ratio > kConsistencyLimit)) return;
  constexpr std::size_t kMostNamed = 3;
  std::string odd;
  for (const stats::Offence& one : stats::worst_comparisons(judgement.matrix, kMostNamed)) {
    odd += (odd.empty() ? "" : "; ") + judgement.children[one.i] + " / " + judgement.children[one.j] + ": " +
           fixed(one.given, 2) + " -> " + fixed(one.consistent, 2);
  }
  section.warning("matrix",
                  {"scheme.ahp.inconsistent",
                   {{"ratio", fixed(consistency.ratio, 3)}, {"limit", es6_number(kConsistencyLimit)}}},
                  {"scheme.ahp.odd", {{"comparisons", odd}}});
}

}  // namespace

std::vector<Judgement> read_judgements(std::vector<Section> sections, const Structure& structure,
                                       const std::vector<std::string>& aggregates) {
  std::vector<Judgement> judgements;
  for (Section& section : sections) {
    Judgement judgement;
    judgement.parent = section.text("parent", Need::required).value_or("");
    if (!judgement.parent.empty()) check_code(section, "parent", judgement.parent, aggregates);
    const auto same = [&](const Judgement& other) { return other.parent == judgement.parent; };
    if (std::any_of(judgements.begin(), judgements.end(), same)) {
      section.error("parent", {"scheme.ahp.twice", {{"parent", judgement.parent}}});
    }
    judgement.children = section.texts("children");
    if (judgement.children.empty()) {
      section.error("children", {"scheme.missing_key", {{"expected", "@scheme.expect.texts"}}});
    }
    judgement.reason = section.names("reason", Need::required);
    judgement.matrix = read_matrix(section, judgement.children.size());
    const bool fits = check_children(section, judgement, structure);
    section.finish();
    if (!judgement.matrix.empty()) check_consistency(section, judgement);
    if (fits && !judgement.matrix.empty()) judgements.push_back(std::move(judgement));
  }
  return judgements;
}

}  // namespace dajuan::index
