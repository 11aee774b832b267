#include "index/weights.h"

#include "scheme_test_base.h"

namespace dajuan::index {
namespace {

double weight(const Scheme& scheme, const std::vector<double>& weights, const char* code) {
  return weights[static_cast<std::size_t>(scheme.structure.find(code))];
}

TEST_CASE(
    "weights from comparisons are the principal eigenvector, in the order that the children were named") {
  const Parsed parsed = parse(kSchemeText, kStructureText);
  const std::vector<double> weights = resolve_weights(parsed.scheme);
  // Consistent: b = 2a = 4c.
  CHECK(weight(parsed.scheme, weights, "b") == doctest::Approx(4.0 / 7).epsilon(1e-12));
  CHECK(weight(parsed.scheme, weights, "a") == doctest::Approx(2.0 / 7).epsilon(1e-12));
  CHECK(weight(parsed.scheme, weights, "c") == doctest::Approx(1.0 / 7).epsilon(1e-12));
  // A parent without comparisons keeps the column.
  CHECK(weight(parsed.scheme, weights, "a1") == 2);
  CHECK(weight(parsed.scheme, weights, "a2") == 3);
}

TEST_CASE("given and equal weights") {
  const Parsed given = parse(replaced(kSchemeText, "source = \"ahp\"", "source = \"given\""), kStructureText);
  CHECK(weight(given.scheme, resolve_weights(given.scheme), "a2") == 3);
  CHECK(weight(given.scheme, resolve_weights(given.scheme), "b") == 1);
  const Parsed equal = parse(replaced(kSchemeText, "source = \"ahp\"", "source = \"equal\""), kStructureText);
  for (const double w : resolve_weights(equal.scheme)) CHECK(w == 1);
  CHECK(make_model(equal.scheme).structure.nodes[1].weight == 1);
}

/// Six units in one period; the last never fits.
Panel six_units() {
  Panel panel;
  panel.values = Matrix(6, 4);
  const double a1[] = {1, 2, 3, 4, 5, 40};
  const double a2[] = {2, 1, 4, 3, 6, -9};
  for (std::size_t row = 0; row < 6; ++row) {
    panel.units.push_back({"u" + std::to_string(row), Period(Frequency::quarter, 2023 * 4), row < 5});
    panel.values(row, 0) = a1[row];
    panel.values(row, 1) = a2[row];
    panel.values(row, 2) = static_cast<double>(row);
    panel.values(row, 3) = static_cast<double>((row * 3) % 5);
  }
  return panel;
}

Scheme by_components() {
  std::string toml = replaced(kSchemeText, "source = \"ahp\"", "source = \"pca\"");
  toml = replaced(toml, "method = \"geometric\"", "method = \"arithmetic\"");
  return parse(toml, kStructureText).scheme;
}

TEST_CASE(
    "weights by components: two correlated children weigh the same, rows that do not fit teach nothing") {
  const Scheme scheme = by_components();
  std::vector<Message> notes;
  const Panel panel = six_units();
  const Model model = learn_weights(scheme, make_model(scheme), panel, notes);
  // Of two positively correlated columns both loadings are 1/sqrt(2), squared 1/2.
  CHECK(model.structure.nodes[0].weight == doctest::Approx(0.5).epsilon(1e-12));
  CHECK(model.structure.nodes[1].weight == doctest::Approx(0.5).epsilon(1e-12));
  Panel other = six_units();
  other.values(5, 0) = -1000;
  const Model same = learn_weights(scheme, make_model(scheme), other, notes);
  for (std::size_t i = 0; i < model.structure.nodes.size(); ++i) {
    CHECK(model.structure.nodes[i].weight == same.structure.nodes[i].weight);
  }
}

TEST_CASE("a component that sets children against each other gives no weights, and says so") {
  const Scheme scheme = by_components();
  Panel panel = six_units();
  for (std::size_t row = 0; row < 6; ++row) panel.values(row, 1) = -panel.values(row, 0);
  std::vector<Message> notes;
  const Model model = learn_weights(scheme, make_model(scheme), panel, notes);
  CHECK(model.structure.nodes[0].weight == 1);
  CHECK(std::count(notes.begin(), notes.end(), Message("scheme.pca.mixed_signs", {{"parent", "a"}})) == 1);
}

TEST_CASE("too few rows give no weights, and say so") {
  const Scheme scheme = by_components();
  Panel panel = six_units();
  for (std::size_t row = 0; row < 4; ++row) panel.units[row].fits = false;
  std::vector<Message> notes;
  learn_weights(scheme, make_model(scheme), panel, notes);
  CHECK(std::count(notes.begin(), notes.end(), Message("scheme.pca.too_little", {{"parent", "a"}})) == 1);
}

TEST_CASE("with a base window components are learned from its rows alone") {
  Scheme scheme = by_components();
  const Period base(Frequency::quarter, 2023 * 4);
  scheme.scope = {FitScope::Kind::window, base, base};
  Panel window = six_units();
  Panel longer = window;
  longer.values = Matrix(12, 4);
  for (std::size_t row = 0; row < 6; ++row) {
    longer.units.push_back({window.units[row].code, base.plus(1), window.units[row].fits});
    for (std::size_t c = 0; c < 4; ++c) {
      longer.values(row, c) = window.values(row, c);
      // Later a1 and a2 run against each other, which would give no weights at all.
      longer.values(6 + row, c) = static_cast<double>(c == 0 ? row : 10 - row);
    }
  }
  const auto weights = [&scheme](const Panel& panel, std::vector<Message>& notes) {
    std::vector<double> result;
    for (const Node& node : learn_weights(scheme, make_model(scheme), panel, notes).structure.nodes)
      result.push_back(node.weight);
    return result;
  };
  std::vector<Message> of_window;
  std::vector<Message> of_longer;
  CHECK(weights(window, of_window) == weights(longer, of_longer));
  CHECK(of_window == of_longer);
  scheme.scope.kind = FitScope::Kind::pooled;
  std::vector<Message> of_all;
  CHECK(weights(longer, of_all) != weights(window, of_window));
}

TEST_CASE("other sources learn nothing") {
  const Scheme scheme = parse(kSchemeText, kStructureText).scheme;
  std::vector<Message> notes;
  const Model model = learn_weights(scheme, make_model(scheme), Panel(), notes);
  CHECK(model.structure.nodes[0].weight == 2);
  CHECK(notes.empty());
}

}  // namespace
}  // namespace dajuan::index
