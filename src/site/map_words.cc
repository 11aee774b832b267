#include "site/map_words.h"

#include <algorithm>

#include "base/number_text.h"
#include "site/text_format.h"

namespace dajuan::site {
namespace {

std::size_t count_of(const Map& map, MapStanding standing) {
  return static_cast<std::size_t>(
      std::count_if(map.regions.begin(), map.regions.end(),
                    [&](const MapRegion& r) { return r.standing == standing && !is_missing(r.score); }));
}
std::size_t count_of(const Map& map, MapMove move) {
  return static_cast<std::size_t>(std::count_if(map.regions.begin(), map.regions.end(),
                                                [&](const MapRegion& r) { return r.move == move; }));
}

std::string bound_text(const MapClasses& classes, std::size_t place) {
  std::string text = fixed(classes.bound(place), classes.decimals());
  if (text.front() == '-') text.replace(0, 1, "−");
  return text;
}

}  // namespace

bool certainty_known(const Map& map) {
  return std::any_of(map.regions.begin(), map.regions.end(),
                     [](const MapRegion& region) { return region.standing != MapStanding::unknown; });
}

bool moves_known(const Map& map) {
  return std::any_of(map.regions.begin(), map.regions.end(),
                     [](const MapRegion& region) { return region.move != MapMove::unknown; });
}

MapFill fill_of(const MapRegion& region, const MapClasses& classes, bool certainty_known) {
  if (is_missing(region.score)) return {};
  const bool clear = region.standing == MapStanding::better || region.standing == MapStanding::worse;
  const bool full = clear || !certainty_known;
  return {full ? MapFill::Kind::full : MapFill::Kind::hatched, classes.of(region.score)};
}

std::string after_name(Language language, const Map& map, const MapRegion& region) {
  const auto say = [&](Message message) { return text(language, message); };
  if (is_missing(region.score)) return say({"map.region.after_name", {{"facts", "@map.region.no_score"}}});
  std::string said = score_text(region.score);
  constexpr const char* kStandings[] = {"", "map.region.better", "map.region.not_apart", "map.region.worse"};
  const char* standing = kStandings[static_cast<std::size_t>(region.standing)];
  if (*standing != '\0') said += say({standing, {{"reference", map.reference}}});
  if (region.move == MapMove::rose || region.move == MapMove::fell)
    said += say({region.move == MapMove::rose ? "map.region.rose" : "map.region.fell",
                 {{"change", change_text(region.moved)}}});
  return say({"map.region.after_name", {{"facts", said}}});
}

std::string description(Language language, const Map& map) {
  const auto say = [&](Message message) { return text(language, message); };
  std::string said = say({"map.description.regions", {{"count", map.count}}});
  if (certainty_known(map))
    said += say({"map.description.standing",
                 {{"better", std::to_string(count_of(map, MapStanding::better))},
                  {"not_apart", std::to_string(count_of(map, MapStanding::not_apart))},
                  {"worse", std::to_string(count_of(map, MapStanding::worse))},
                  {"reference", map.reference}}});
  if (moves_known(map))
    said += say({"map.description.moves",
                 {{"rose", std::to_string(count_of(map, MapMove::rose))},
                  {"fell", std::to_string(count_of(map, MapMove::fell))}}});
  return said + say({"map.description.table"});
}

std::string class_text(Language language, const MapClasses& classes, std::size_t place) {
  if (place == 0) return "<" + bound_text(classes, 0);
  if (place == MapClasses::kCount - 1) return "≥" + bound_text(classes, place - 1);
  const bool negative = classes.bound(place - 1) < 0;
  return text(language, {negative ? "map.class.from_to" : "map.class.range",
                         {{"from", bound_text(classes, place - 1)}, {"to", bound_text(classes, place)}}});
}

std::vector<WantedLabel> wanted_labels(const Map& map, std::size_t columns) {
  constexpr std::size_t kFew = 4;
  std::vector<std::size_t> falls;
  std::vector<std::size_t> rises;
  std::vector<std::size_t> scored;
  for (std::size_t r = 0; r < map.regions.size(); ++r) {
    const MapRegion& region = map.regions[r];
    if (is_missing(region.score)) continue;
    scored.push_back(r);
    if (is_missing(region.moved)) continue;
    if (region.move == MapMove::fell) falls.push_back(r);
    if (region.move == MapMove::rose) rises.push_back(r);
  }
  const auto score = [&](std::size_t r) { return map.regions[r].score; };
  const auto moved = [&](std::size_t r) { return map.regions[r].moved; };
  std::stable_sort(falls.begin(), falls.end(), [&](auto a, auto b) { return moved(a) < moved(b); });
  std::stable_sort(rises.begin(), rises.end(), [&](auto a, auto b) { return moved(a) > moved(b); });
  std::stable_sort(scored.begin(), scored.end(), [&](auto a, auto b) { return score(a) > score(b); });

  std::vector<WantedLabel> wanted;
  std::vector<bool> has(map.regions.size(), false);
  const auto want = [&](std::size_t r, bool by_rank) {
    if (has[r]) return;
    has[r] = true;
    const MapRegion& region = map.regions[r];
    const std::string place = region.rank.empty() ? score_text(region.score) : region.rank;
    wanted.push_back({r, shortened(region.name, columns), by_rank ? place : change_text(region.moved),
                      region.move == MapMove::rose || region.move == MapMove::fell});
  };
  const std::size_t most = std::max(falls.size(), rises.size());
  for (std::size_t i = 0; i < std::max<std::size_t>(most, 1); ++i) {
    if (i < falls.size()) want(falls[i], false);
    if (i < rises.size()) want(rises[i], false);
    if (i == 0 && !scored.empty()) want(scored.front(), true);
  }
  if (wanted.size() < kFew && scored.size() > 1) want(scored.back(), true);
  return wanted;
}

}  // namespace dajuan::site
