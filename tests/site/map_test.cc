#include "site/map.h"

#include <doctest/doctest.h>

#include <algorithm>

#include "site/map_shelf.h"
#include "site/map_words.h"
#include "site/templates.h"

using namespace dajuan;
using namespace dajuan::site;

namespace {

/// Six squares side by side, and what a map says of them.
region::Outline square(const std::string& code, double west) {
  return {code, {{{west, 0}, {west + 1, 0}, {west + 1, 1}, {west, 1}}}};
}

struct MadeUpMap {
  std::vector<region::Outline> outlines;
  Map map;

  MadeUpMap() {
    const char* names[] = {"Ant", "Bee", "Cat", "Dog", "Eel", "Fox"};
    const double scores[] = {90, 70, 60, 50, 30, kMissing};
    const MapStanding standings[] = {MapStanding::better,    MapStanding::better, MapStanding::not_apart,
                                     MapStanding::not_apart, MapStanding::worse,  MapStanding::unknown};
    const double moves[] = {0.1, 5, -0.2, 0.4, -7, kMissing};
    map.title = "Title";
    map.count = "6 states";
    map.reference = "Madeland";
    map.credit = "Credit of the outlines.";
    map.approval = "Approval number 1";
    for (std::size_t i = 0; i < 6; ++i) {
      MapRegion region;
      region.code = std::string(1, names[i][0]);
      region.name = names[i];
      region.parent = i < 3 ? "Left" : "Right";
      region.link = "../" + region.code + "/";
      region.score = scores[i];
      region.standing = standings[i];
      region.moved = moves[i];
      region.move = moves[i] > 1 ? MapMove::rose : moves[i] < -1 ? MapMove::fell : MapMove::no_clear_change;
      map.regions.push_back(region);
      outlines.push_back(square(region.code, 3.0 * static_cast<double>(i)));
    }
  }

  void draw() {
    std::vector<std::string> codes;
    for (const MapRegion& region : map.regions) codes.push_back(region.code);
    if (const auto sheets = make_sheets(outlines, codes)) map.sheets = std::make_shared<MapSheets>(*sheets);
  }

  std::string html(Language language = Language::en) const {
    static const Templates templates;
    View view;
    add_map(view, language, map);
    return templates.fill("map", language, view.sections().front().view.front());
  }
};

std::size_t times(const std::string& text, std::string_view part) {
  std::size_t count = 0;
  for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++count;
  return count;
}

/// The element that begins with `start`, to its end tag.
std::string element(const std::string& html, const std::string& start, const std::string& end) {
  const std::size_t at = html.find(start);
  REQUIRE_MESSAGE(at != std::string::npos, start);
  return html.substr(at, html.find(end, at) - at);
}

}  // namespace

TEST_CASE("a map says by fill what is clear, what cannot be told apart and what has no figure") {
  MadeUpMap made;
  made.draw();
  const std::string html = made.html();
  const std::string wide =
      html.substr(html.find("map-wide"), html.find("map-narrow") - html.find("map-wide"));
  CHECK(times(wide, "<a href=") == 6);
  const std::string ant = element(wide, "<a href=\"../A/\"", "</a>");
  CHECK(ant.find("class=\"map-4\"") != std::string::npos);
  CHECK(ant.find("url(") == std::string::npos);
  CHECK(ant.find("aria-label=\"Ant: 90.0, clearly better than Madeland\"") != std::string::npos);
  const std::string cat = element(wide, "<a href=\"../C/\"", "</a>");
  CHECK(cat.find("class=\"map-edge\" fill=\"url(#map-hatch-2)\"") != std::string::npos);
  CHECK(cat.find("cannot be told apart from Madeland") != std::string::npos);
  const std::string eel = element(wide, "<a href=\"../E/\"", "</a>");
  CHECK(eel.find("class=\"map-edge map-0\"") != std::string::npos);
  CHECK(eel.find("fell clearly on the year (−7.0)") != std::string::npos);
  const std::string fox = element(wide, "<a href=\"../F/\"", "</a>");
  CHECK(fox.find("url(#map-dots)") != std::string::npos);
  CHECK(fox.find("aria-label=\"Fox: no figure\"") != std::string::npos);
  CHECK(times(wide, "class=\"map-mark\"") == 2);
  // Best first, as in the table; what has no score last.
  for (const char* pair : {"AB", "BC", "CD", "DE", "EF"})
    CHECK(wide.find("../" + std::string(1, pair[0]) + "/") <
          wide.find("../" + std::string(1, pair[1]) + "/"));
  // Every pattern that is used is there, once.
  for (int colour = 0; colour < 5; ++colour)
    CHECK(times(html, "id=\"map-hatch-" + std::to_string(colour) + "\"") == 1);
  CHECK(times(html, "id=\"map-text\"") == 1);
  CHECK(times(html, "aria-describedby=\"map-text\"") == 2);
  CHECK(html.find(
            "Map of 6 states, shaded by score. 2 are clearly better than Madeland, 2 cannot be told apart "
            "from it, 1 are clearly worse. On the year 1 rose clearly and 1 fell.") != std::string::npos);
  CHECK(html.find("Credit of the outlines.") != std::string::npos);
  CHECK(html.find("Approval number 1") != std::string::npos);
  CHECK(html.find("cannot be told apart from it") != std::string::npos);
  CHECK(html.find("no figure</li>") != std::string::npos);
  CHECK(html.find(" style=") == std::string::npos);
}

TEST_CASE("where no certainty is known every colour is full, and that is said") {
  MadeUpMap made;
  for (MapRegion& region : made.map.regions) {
    region.standing = MapStanding::unknown;
    region.move = MapMove::unknown;
  }
  made.draw();
  const std::string html = made.html();
  CHECK(times(html, "url(#map-hatch") == 0);
  CHECK(html.find("How certain the scores are is not known") != std::string::npos);
  CHECK(html.find("clearly different from") == std::string::npos);
  CHECK(html.find("clear rise or fall") == std::string::npos);
  // Beside regions that are judged, one that is not cannot be called clear.
  CHECK(fill_of(made.map.regions[0], MapClasses({1, 2, 3}), true).kind == MapFill::Kind::hatched);
}

TEST_CASE("labels by rule: falls and rises by size in turn, the first; the last where little is clear") {
  Map map;
  const auto add = [&](const char* name, double score, MapMove move, double moved) {
    MapRegion region;
    region.code = region.name = name;
    region.score = score;
    region.move = move;
    region.moved = moved;
    map.regions.push_back(region);
  };
  const auto names = [&] {
    std::string all;
    for (const WantedLabel& label : wanted_labels(map, 20)) all += label.name + " " + label.says + "; ";
    return all;
  };
  add("Mid", 50, MapMove::no_clear_change, -20);
  add("Top", 90, MapMove::no_clear_change, 1);
  add("End", 10, MapMove::no_clear_change, 0);
  add("None", kMissing, MapMove::fell, -50);
  CHECK(names() == "Top 90.0; End 10.0; ");
  map.regions[1].rank = "1st–2nd";
  CHECK(names() == "Top 1st–2nd; End 10.0; ");
  add("Fall", 40, MapMove::fell, -3);
  add("Drop", 41, MapMove::fell, -9);
  add("Rise", 42, MapMove::rose, 4);
  CHECK(names() == "Drop −9.0; Rise +4.0; Top 1st–2nd; Fall −3.0; ");
  // Named once, by its change.
  map.regions[1].move = MapMove::rose;
  map.regions[1].moved = 12;
  CHECK(names() == "Drop −9.0; Top +12.0; Fall −3.0; Rise +4.0; ");
}

TEST_CASE("without an outline of every region tiles stand in, by parent and code, and nothing is drawn") {
  MadeUpMap made;
  made.outlines.pop_back();
  made.draw();
  CHECK(made.map.sheets == nullptr);
  std::swap(made.map.regions[0], made.map.regions[4]);
  for (const Language language : {Language::en, Language::zh}) {
    const std::string html = made.html(language);
    CHECK(times(html, "<svg class=\"map-drawing") == 0);
    CHECK(times(html, "<li data-region=") == 6);
    CHECK(times(html, "class=\"tiles\"") == 2);
    CHECK(html.find("Credit of the outlines") == std::string::npos);
    CHECK(html.find("Approval number") == std::string::npos);
    for (const char* pair : {"AB", "BC", "CD", "DE", "EF"})
      CHECK(html.find("../" + std::string(1, pair[0]) + "/") <
            html.find("../" + std::string(1, pair[1]) + "/"));
  }
  const std::string html = made.html();
  CHECK(html.find("<bdi>Left</bdi>") < html.find("../A/"));
  CHECK(html.find("<bdi>Right</bdi>") < html.find("../D/"));
  const std::string cat = element(html, "<li data-region=\"C\"", "</li>");
  CHECK(cat.find("fill=\"url(#map-hatch-2)\"") != std::string::npos);
  CHECK(cat.find(": 60.0, cannot be told apart from Madeland") != std::string::npos);
  CHECK(element(html, "<li data-region=\"E\"", "</li>").find(">−7.0<") != std::string::npos);
}

TEST_CASE("hostile names stay text on a map and on tiles") {
  MadeUpMap made;
  made.map.regions[0].name = "<script>alert(1)</script>\"'&";
  made.map.regions[1].name = std::string(300, 'x');
  made.map.regions[4].link = "";
  const std::string tiles = made.html();
  made.draw();
  const std::string drawn = made.html();
  for (const std::string& html : {tiles, drawn}) {
    CHECK(html.find("<script") == std::string::npos);
    CHECK(html.find("\"'&\"") == std::string::npos);
    CHECK(html.find("href=\"\"") == std::string::npos);
  }
  CHECK(drawn.find(">" + std::string(300, 'x')) == std::string::npos);
  CHECK(drawn.find(std::string(300, 'x')) != std::string::npos);
}

TEST_CASE("a map of one region, or of none with a score, is drawn too") {
  MadeUpMap made;
  made.map.regions.resize(1);
  made.draw();
  CHECK(made.html().find("<a href=\"../A/\"") != std::string::npos);
  made.map.regions[0].score = kMissing;
  CHECK(made.html().find("url(#map-dots)") != std::string::npos);
}

TEST_CASE("drawings are made once for the same outlines and regions") {
  MadeUpMap made;
  MapShelf shelf;
  const auto once = shelf.sheets("hash", made.outlines, {"A", "B"});
  REQUIRE(once != nullptr);
  CHECK(shelf.sheets("hash", made.outlines, {"A", "B"}) == once);
  CHECK(shelf.sheets("hash", made.outlines, {"A"}) != once);
  CHECK(shelf.sheets("other", made.outlines, {"A", "B"}) != once);
  CHECK(shelf.sheets("hash", made.outlines, {"A", "Z"}) == nullptr);
  CHECK(shelf.sheets("", {}, {"A"}) == nullptr);
}
