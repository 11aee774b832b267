#include "site/map_shape.h"

#include <doctest/doctest.h>

#include <cmath>
#include <cstdlib>

#include "base/random.h"
#include "made_up_map.h"
#include "site/map_projection.h"
#include "site/map_simplify.h"

using namespace dajuan;
using namespace dajuan::site;
using namespace dajuan::site_test;

namespace {

/// Reads the relative path that path_text writes, as SVG 1.1 section 8.3 says.
Shape read_path(const std::string& text) {
  Shape shape;
  Spot at;
  std::vector<int> numbers;
  const char* c = text.c_str();
  const auto take = [&] {
    for (std::size_t i = 0; i + 1 < numbers.size(); i += 2) {
      at = {at.x + numbers[i], at.y + numbers[i + 1]};
      shape.back().push_back(at);
    }
    CHECK(numbers.size() % 2 == 0);
    numbers.clear();
  };
  while (*c != '\0') {
    if (*c == 'M' || *c == 'l' || *c == 'z' || *c == ' ') {
      if (*c != ' ') take();
      if (*c == 'M') {
        shape.emplace_back();
        at = {};
      }
      ++c;
      continue;
    }
    // A number ends before its second point or an inner sign.
    std::string number;
    if (*c == '-') number += *c++;
    bool point = false;
    while ((*c >= '0' && *c <= '9') || (*c == '.' && !point)) {
      point |= *c == '.';
      number += *c++;
    }
    REQUIRE(!number.empty());
    numbers.push_back(static_cast<int>(std::lround(10 * std::stod(number))));
  }
  return shape;
}

}  // namespace

TEST_CASE("a shape's path reads back as the same shape") {
  CHECK(tenths_text(123) == "12.3");
  CHECK(tenths_text(-5) == "-.5");
  CHECK(tenths_text(20) == "2");
  CHECK(tenths_text(0) == "0");
  CHECK(path_text({{{10, 5}, {25, 5}, {25, 20}}}) == "M1 .5l1.5 0 0 1.5z");
  Philox random(philox_key("paths"), 0);
  for (int round = 0; round < 200; ++round) {
    Shape shape(1 + random.below(3));
    for (Ring& ring : shape) {
      ring.resize(3 + random.below(9));
      for (Spot& spot : ring)
        spot = {static_cast<int>(random.below(400)) - 200, static_cast<int>(random.below(40)) - 20};
    }
    CHECK(read_path(path_text(shape)) == shape);
  }
}

TEST_CASE("inside, area and middle of shapes that are known") {
  const Ring square = {{0, 0}, {100, 0}, {100, 100}, {0, 100}};
  const Ring hole = {{20, 20}, {20, 60}, {60, 60}, {60, 20}};
  CHECK(area_of({square}) == 10000);
  CHECK(area_of({square, hole}) == 10000 - 1600);
  CHECK(is_inside({square, hole}, {10, 10}));
  CHECK_FALSE(is_inside({square, hole}, {40, 40}));
  CHECK_FALSE(is_inside({square, hole}, {140, 40}));
  const Middle of_square = middle_of({square});
  CHECK(std::abs(of_square.at.x - 50) <= 5);
  CHECK(std::abs(of_square.at.y - 50) <= 5);
  CHECK(of_square.clearance >= 45);
  // An L: its middle is in the thick arm, not where its centre of gravity would be.
  const Shape bent = {{{0, 0}, {60, 0}, {60, 400}, {400, 400}, {400, 420}, {0, 420}}};
  const Middle of_bent = middle_of(bent);
  CHECK(is_inside(bent, of_bent.at));
  CHECK(of_bent.at.x < 60);
  CHECK(of_bent.clearance >= 25);
  CHECK(middle_of({{{5, 5}, {5, 5}, {5, 5}}}).clearance == 0);
}

TEST_CASE("what a box cuts out of a shape lies in the box, and areas add up") {
  const Shape shape = {{{0, 0}, {100, 0}, {100, 100}, {0, 100}}, {{30, 30}, {70, 30}, {70, 70}, {30, 70}}};
  const Box left{-10, -10, 50, 200};
  const Box right{50, -10, 200, 200};
  CHECK(left.holds(box_of(clipped(shape, left))));
  CHECK(area_of(clipped(shape, left)) + area_of(clipped(shape, right)) == area_of(shape));
  CHECK(clipped(shape, {200, 200, 300, 300}).empty());
  CHECK(clipped(shape, {-1, -1, 101, 101}) == shape);
}

TEST_CASE("a projection is true in its middle latitude") {
  CHECK(cosine(0) == 1);
  CHECK(cosine(60) == doctest::Approx(0.5).epsilon(1e-13));
  CHECK(std::fabs(cosine(90)) < 1e-12);
  CHECK(cosine(-23.4) == doctest::Approx(std::cos(23.4 * 3.14159265358979323846 / 180)).epsilon(1e-13));
  const region::Outline outline{"A", {{{10, 59}, {14, 59}, {14, 61}, {10, 61}}}};
  const Projection projection({&outline}, 100, 1000, 0);
  CHECK(projection.width() == 1000);
  CHECK(std::abs(projection.height() - 1000) <= 1);  // 4 degrees east at 60° are as long as 2 degrees north
  CHECK(projection.spot({10, 61}) == Spot{0, 0});
  CHECK(projection.spot({12, 60}) == Spot{500, 500});
  const Projection flat({&outline}, 100, 50, 1);
  CHECK(flat.height() == 500);
  CHECK(flat.spot({12, 60}) == Spot{500, 250});
  const Projection near = flat.zoomed(3, {500, 250}, {10, 20});
  CHECK(near.spot({12, 60}) == Spot{10, 20});
  CHECK(near.spot({13, 60}).x - 10 == doctest::Approx(3 * (flat.spot({13, 60}).x - 500)).epsilon(0.02));
}

TEST_CASE("a map that reaches over 180 degrees east is not torn") {
  const region::Outline west{"A", {{{177, -18}, {179, -18}, {179, -16}, {177, -16}}}};
  const region::Outline east{"B", {{{-180, -18}, {-178, -18}, {-178, -16}, {-180, -16}}}};
  const Projection projection({&east, &west}, 100, 1000, 0);
  CHECK(projection.spot({177, -16}).x == 0);
  CHECK(projection.spot({-178, -16}).x == 1000);
  CHECK(projection.spot({-180, -16}).x == 600);
  const region::Outline point{"C", {{{7, 7}, {7, 7}, {7, 7}}}};
  CHECK(Projection({&point}, 100, 100, 2).height() > 0);
}

TEST_CASE("simplifying moves no line by more than half a unit and opens no gap between neighbours") {
  for (const std::uint32_t seed : {1u, 2u, 3u}) {
    const std::vector<Shape> patches = made_up_patches(4, seed);
    const std::vector<Shape> simple = simplified(patches);
    REQUIRE(simple.size() == patches.size());
    std::size_t before = 0;
    std::size_t after = 0;
    for (std::size_t p = 0; p < patches.size(); ++p) {
      for (const Ring& ring : patches[p]) before += ring.size();
      for (const Ring& ring : simple[p]) after += ring.size();
      for (const Ring& ring : patches[p])
        for (const Spot spot : ring) CHECK(distance_to(simple[p], spot) <= 5.0 + 1e-9);
    }
    CHECK(after < before * 2 / 3);
    CHECK(open_edges(simple) == open_edges_on_rim(simple, 4000));
  }
}

TEST_CASE("islands smaller than a unit go, but every shape keeps its largest ring") {
  const Ring large = {{0, 0}, {100, 0}, {100, 100}, {0, 100}};
  const Ring tiny = {{200, 200}, {205, 200}, {205, 205}};
  const std::vector<Shape> simple = simplified({{large, tiny}, {tiny}, {{{7, 7}, {7, 7}, {7, 7}}}});
  CHECK(simple[0] == Shape{large});
  CHECK(simple[1].size() == 1);
  CHECK(simple[1][0].size() >= 3);
  CHECK(is_inside(simple[2], {7, 7}));
  // A hole and what fills it stay alike.
  const Ring hole = {{20, 20}, {40, 18}, {60, 20}, {60, 60}, {20, 60}};
  const std::vector<Shape> filled = simplified({{large, hole}, {Ring(hole.rbegin(), hole.rend())}});
  CHECK(open_edges(filled) == 4);
}
