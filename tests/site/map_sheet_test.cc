#include "site/map_sheet.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cstdlib>

#include "base/hash.h"
#include "made_up_map.h"
#include "made_up_result.h"
#include "site/map.h"
#include "site/map_classes.h"
#include "site/map_labels.h"
#include "site/text_format.h"

using namespace dajuan;
using namespace dajuan::site;
using namespace dajuan::site_test;

namespace {

std::vector<region::Outline> mexico() {
  Diagnostics diagnostics;
  const std::string path = DAJUAN_SOURCE_DIR "/examples/mexico-states/boundaries.geojson";
  std::vector<region::Outline> outlines =
      region::parse_outlines(read_text(path), path, "region", diagnostics);
  CHECK(text(Language::en, diagnostics) == "");
  return outlines;
}

std::vector<std::string> codes_of(const std::vector<region::Outline>& outlines) {
  std::vector<std::string> codes;
  for (const region::Outline& outline : outlines) codes.push_back(outline.code);
  return codes;
}

const MapSheets& sheets() {
  static const MapSheets made = make_sheets(mexico(), codes_of(mexico())).value();
  return made;
}

std::size_t place(const std::string& code) {
  const auto& codes = sheets().codes;
  return static_cast<std::size_t>(std::find(codes.begin(), codes.end(), code) - codes.begin());
}

}  // namespace

TEST_CASE("Mexico's outlines: 32 shapes in less than 25 kB, in proportion, the same bytes everywhere") {
  std::string wide;
  std::string narrow;
  for (const Shape& shape : sheets().wide.shapes) wide += path_text(shape) + "\n";
  for (const Shape& shape : sheets().narrow.shapes) narrow += path_text(shape) + "\n";
  CHECK(sheets().wide.shapes.size() == 32);
  CHECK(wide.size() < 25000);
  CHECK(narrow.size() < 15000);
  CHECK(hex(sha256(wide)).substr(0, 16) == "dd01d1bd94309a44");
  CHECK(sheets().wide.width == 7040);
  // The outlines reach from 118.365 to 86.723 degrees west and from 14.532 to 32.719 north.
  const double shape = (118.365 - 86.723) * 0.9158 / (32.719 - 14.532);
  CHECK(static_cast<double>(sheets().wide.width - 40) / (sheets().wide.height - 40) ==
        doctest::Approx(shape).epsilon(0.001));
  // Areas in square kilometres (INEGI): Chihuahua 247,455, Oaxaca 93,757; equirectangular is true to a few
  // percent.
  CHECK(area_of(sheets().wide.shapes[place("MX-08")]) / area_of(sheets().wide.shapes[place("MX-20")]) ==
        doctest::Approx(247455.0 / 93757).epsilon(0.06));
  for (std::size_t r = 0; r < 32; ++r) {
    const Middle& middle = sheets().wide.middles[r];
    CHECK(is_inside(sheets().wide.shapes[r], middle.at));
    CHECK(distance_to(sheets().wide.shapes[r], middle.at) >= middle.clearance - 1);
  }
}

TEST_CASE("the small states around the capital have an inset on empty ground, three times as large") {
  REQUIRE(sheets().wide.inset.has_value());
  CHECK_FALSE(sheets().narrow.inset.has_value());
  const Inset& inset = *sheets().wide.inset;
  for (const char* code : {"MX-09", "MX-17", "MX-29"})
    CHECK(std::count(inset.small.begin(), inset.small.end(), place(code)) == 1);
  CHECK(inset.frame.width() == 3 * inset.window.width());
  CHECK(inset.frame.height() == 3 * inset.window.height());
  CHECK(Box{0, 0, sheets().wide.width, sheets().wide.height}.holds(inset.frame));
  for (const Shape& shape : sheets().wide.shapes) CHECK(clipped(shape, inset.frame).empty());
  CHECK(inset.leaders.size() == 2);
  for (const InsetRegion& near : inset.regions) {
    CHECK(inset.frame.holds(box_of(near.shape)));
    if (!near.whole) continue;
    CHECK(area_of(near.shape) ==
          doctest::Approx(9 * area_of(sheets().wide.shapes[near.region])).epsilon(0.15));
  }
}

TEST_CASE("labels stand on empty ground, apart from each other, and their leaders do not cross") {
  const MapSheets& both = sheets();
  for (const Sheet* sheet : {&both.wide, &both.narrow}) {
    for (std::size_t first = 0; first < 32; first += 3) {
      std::vector<WantedLabel> wanted;
      std::vector<Spot> marks;
      for (std::size_t i = 0; i < 6; ++i) {
        const std::size_t region = (first + 5 * i) % 32;
        wanted.push_back({region, sheet == &both.wide ? "Baja California Sur" : "Sinaloa", "+12.3", true});
        marks.push_back(sheet->middles[region].at);
      }
      LabelRule rule;
      if (sheet == &both.narrow) rule = {4, 4, 15, 110};
      const std::vector<PlacedLabel> placed = place_labels(*sheet, wanted, marks, rule);
      CHECK(placed.size() >= (sheet == &both.wide ? 4 : 1));
      CHECK(placed.size() <= static_cast<std::size_t>(rule.most));
      std::vector<Box> boxes;
      for (const PlacedLabel& label : placed) {
        const int width = text_width(label.label.name, 13);
        const int left = label.align == PlacedLabel::Align::start ? label.at.x
                         : label.align == PlacedLabel::Align::end ? label.at.x - width
                                                                  : label.at.x - width / 2;
        const Box box{left, label.at.y - 120, left + width, label.at.y + 180};
        CHECK(Box{0, 0, sheet->width, sheet->height}.holds(box));
        for (const Shape& shape : sheet->shapes) CHECK(clipped(shape, box).empty());
        if (sheet->inset) CHECK_FALSE(sheet->inset->frame.overlaps(box));
        for (const Box& other : boxes) CHECK_FALSE(box.overlaps(other));
        boxes.push_back(box);
        if (label.has_leader)
          CHECK(is_inside({{{0, 0}, {sheet->width, 0}, {sheet->width, sheet->height}, {0, sheet->height}}},
                          label.to));
      }
    }
  }
}

TEST_CASE("a label without empty ground stands on land where it must") {
  const region::Outline full{"A", {{{0, 0}, {10, 0}, {10, 6}, {0, 6}}}};
  const Sheet sheet = make_sheet({&full}, kWideSheet);
  const std::vector<WantedLabel> wanted = {{0, "All", "+1.0", false}};
  CHECK(place_labels(sheet, wanted, {}, {6, 4, 15, 0}).size() == 1);
  CHECK(place_labels(sheet, wanted, {}, {4, 4, 15, 110}).empty());
}

TEST_CASE("names are cut to whole characters") {
  CHECK(shortened("Sonora", 6) == "Sonora");
  CHECK(shortened("Baja California Sur", 16) == "Baja California…");
  CHECK(shortened("墨西哥城墨西哥城", 7) == "墨西哥…");
  CHECK(shortened(std::string(300, 'x'), 10) == "xxxxxxxxx…");
}

TEST_CASE("five classes of equal width with round bounds, open at both ends") {
  const auto bounds = [](const std::vector<double>& values) {
    const MapClasses classes(values);
    return std::vector<double>{classes.bound(0), classes.bound(1), classes.bound(2), classes.bound(3)};
  };
  // Of 32 states: 6, 7, 8, 8 and 3 fall into the classes.
  CHECK(bounds({95.5, 89.4, 83.2, 78.5, 77.3, 75.8, 74.8, 72.8, 71.7, 71.4, 70.3,
                67.5, 67.3, 65.2, 64.9, 64.4, 63.2, 60.9, 60.4, 57.4, 57.2, 55.7,
                56.1, 52.7, 52.5, 50.8, 43.1, 42.5, 41.6, 40.6, 39.3, 28.4}) ==
        std::vector<double>{50, 60, 70, 80});
  CHECK(bounds({}) == std::vector<double>{20, 40, 60, 80});
  CHECK(bounds({kMissing, 7}) == std::vector<double>{6.5, 7, 7.5, 8});
  std::vector<double> even;
  for (int i = 0; i <= 1000; ++i) even.push_back(i / 10.0);
  CHECK(bounds(even) == std::vector<double>{20, 40, 60, 80});
  const MapClasses classes(even);
  CHECK(classes.decimals() == 0);
  CHECK(classes.of(19.99) == 0);
  CHECK(classes.of(20) == 1);
  CHECK(classes.of(80) == 4);
  CHECK(MapClasses({0.1, 0.2, 0.4}).decimals() == 1);
  Philox random(philox_key("classes"), 0);
  for (int round = 0; round < 300; ++round) {
    std::vector<double> values(2 + random.below(40));
    const double scale = 1 + 500 * random.uniform();
    for (double& value : values) value = scale * (random.uniform() - 0.3);
    const MapClasses some(values);
    const double width = some.bound(1) - some.bound(0);
    CHECK(some.bound(2) - some.bound(1) == doctest::Approx(width));
    CHECK(some.bound(3) - some.bound(2) == doctest::Approx(width));
    std::sort(values.begin(), values.end());
    CHECK(some.of(values.front()) <= 2);
    CHECK(some.of(values.back()) >= 2);
  }
}
