#include "region/outlines.h"

#include <algorithm>
#include <optional>
#include <set>

#include "base/json.h"

namespace dajuan::region {
namespace {

constexpr std::size_t kFewestPositions = 4;  ///< of a closed ring: a triangle and its first corner again
constexpr std::uint64_t kValuesAPosition = 3;
constexpr std::uint64_t kOtherValues = 100'000;  ///< names and other properties
constexpr double kMostLongitude = 180;
constexpr double kMostLatitude = 90;

class OutlineReader {
 public:
  OutlineReader(const std::string& file, const std::string& property, Diagnostics& diagnostics,
                std::size_t most)
      : file_(file), property_(property), diagnostics_(diagnostics), most_(most) {}

  std::vector<Outline> read(const JsonValue& document) {
    const JsonValue* features = document.find("features");
    if (kind_of(document) != "FeatureCollection" || features == nullptr ||
        features->kind() != JsonKind::array) {
      error("", {"region.outlines.no_collection"});
      return {};
    }
    std::size_t number = 0;
    for (const JsonValue& feature : features->items()) {
      place_ = "features[" + std::to_string(number++) + "]";
      this->feature(feature);
      if (too_many_) break;
    }
    std::sort(outlines_.begin(), outlines_.end(),
              [](const Outline& a, const Outline& b) { return a.code < b.code; });
    return std::move(outlines_);
  }

 private:
  static std::string_view kind_of(const JsonValue& object) {
    const JsonValue* type = object.find("type");
    return type != nullptr && type->kind() == JsonKind::text ? std::string_view(type->text()) : "";
  }

  void error(const std::string& below, Message message, Message hint = {}) {
    diagnostics_.error({file_, "", 0, 0, place_ + below}, std::move(message), std::move(hint));
  }

  void feature(const JsonValue& feature) {
    Outline outline;
    const std::optional<std::string> code = this->code(feature);
    const JsonValue* geometry = feature.find("geometry");
    const std::string_view kind = geometry == nullptr ? "" : kind_of(*geometry);
    if (kind != "Polygon" && kind != "MultiPolygon") {
      error(".geometry", {"region.outlines.geometry", {{"found", std::string(kind)}}});
      return;
    }
    const JsonValue* coordinates = geometry->find("coordinates");
    if (coordinates == nullptr || coordinates->kind() != JsonKind::array) {
      error(".geometry", {"region.outlines.no_coordinates"});
      return;
    }
    bool sound = true;
    if (kind == "Polygon") {
      sound = polygon(*coordinates, ".geometry.coordinates", outline);
    } else {
      std::size_t part = 0;
      for (const JsonValue& rings : coordinates->items())
        sound &= polygon(rings, ".geometry.coordinates[" + std::to_string(part++) + "]", outline);
    }
    if (!code || !sound) return;
    if (outline.rings.empty()) {
      error(".geometry", {"region.outlines.no_coordinates"});
      return;
    }
    outline.code = *code;
    outlines_.push_back(std::move(outline));
  }

  std::optional<std::string> code(const JsonValue& feature) {
    const JsonValue* properties = feature.find("properties");
    const JsonValue* code = properties == nullptr ? nullptr : properties->find(property_);
    const bool whole =
        code != nullptr && code->kind() == JsonKind::number &&
        std::all_of(code->text().begin(), code->text().end(), [](char c) { return c >= '0' && c <= '9'; });
    if (code == nullptr || (code->kind() != JsonKind::text && !whole) || code->text().empty()) {
      error(".properties", {"region.outlines.no_code", {{"property", property_}}},
            {"region.outlines.no_code_hint"});
      return std::nullopt;
    }
    if (!codes_.insert(code->text()).second) {
      error(".properties", {"region.outlines.twice", {{"region", code->text()}}},
            {"region.outlines.twice_hint"});
      return std::nullopt;
    }
    return code->text();
  }

  bool polygon(const JsonValue& rings, const std::string& below, Outline& outline) {
    std::size_t number = 0;
    for (const JsonValue& ring : rings.items()) {
      std::vector<Position> positions;
      if (!this->ring(ring, below + "[" + std::to_string(number++) + "]", positions)) return false;
      outline.rings.push_back(std::move(positions));
    }
    return true;
  }

  bool ring(const JsonValue& ring, const std::string& below, std::vector<Position>& positions) {
    count_ += ring.items().size();
    if (count_ > most_) {
      if (!too_many_) error(below, {"region.outlines.too_many", {{"limit", std::to_string(most_)}}});
      too_many_ = true;
      return false;
    }
    positions.reserve(ring.items().size());
    for (const JsonValue& value : ring.items()) {
      const std::vector<JsonValue>& pair = value.items();
      const bool numbers =
          pair.size() >= 2 && pair[0].kind() == JsonKind::number && pair[1].kind() == JsonKind::number;
      const Position position = numbers ? Position{pair[0].number(), pair[1].number()} : Position{};
      if (!numbers || position.longitude < -kMostLongitude || position.longitude > kMostLongitude ||
          position.latitude < -kMostLatitude || position.latitude > kMostLatitude) {
        error(below + "[" + std::to_string(positions.size()) + "]", {"region.outlines.position"},
              {"region.outlines.position_hint"});
        return false;
      }
      positions.push_back(position);
    }
    if (positions.size() < kFewestPositions || !(positions.front() == positions.back())) {
      error(below, {"region.outlines.ring"});
      return false;
    }
    positions.pop_back();
    return true;
  }

  const std::string& file_;
  const std::string& property_;
  Diagnostics& diagnostics_;
  std::size_t most_;
  std::string place_;
  std::size_t count_ = 0;
  bool too_many_ = false;
  std::set<std::string> codes_;
  std::vector<Outline> outlines_;
};

}  // namespace

std::vector<Outline> parse_outlines(std::string_view geojson, const std::string& file,
                                    const std::string& property, Diagnostics& diagnostics,
                                    const OutlineLimits& limits) {
  JsonLimits json;
  json.bytes = limits.bytes;
  json.values = kOtherValues + kValuesAPosition * limits.positions;
  const std::optional<JsonValue> document = parse_json(geojson, file, diagnostics, json);
  if (!document) return {};
  return OutlineReader(file, property, diagnostics, limits.positions).read(*document);
}

}  // namespace dajuan::region
