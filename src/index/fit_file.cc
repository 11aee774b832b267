#include "index/fit_file.h"

namespace dajuan::index {

std::optional<FitScope> read_fit(Section& section, std::string_view key, Frequency frequency, Need need) {
  const TomlValue* value = section.raw(key);
  if (value == nullptr) {
    if (need == Need::required) {
      section.error(key, {"scheme.missing_key", {{"expected", "@scheme.expect.fit"}}});
    }
    return std::nullopt;
  }
  if (value->kind == TomlKind::text) {
    if (value->text == "pooled") return FitScope{FitScope::Kind::pooled, {}, {}};
    if (value->text == "per_period") return FitScope{FitScope::Kind::per_period, {}, {}};
  }
  if (value->kind != TomlKind::table) {
    section.wrong(key, *value, "@scheme.expect.fit");
    return std::nullopt;
  }
  Section table = *section.table(key);
  const std::optional<std::string> window = table.text("window", Need::required);
  table.finish();
  if (!window) return std::nullopt;
  constexpr std::string_view kDots = "..";
  const std::size_t dots = window->find(kDots);
  std::optional<Period> from;
  std::optional<Period> to;
  if (dots != std::string::npos) {
    from = Period::parse(std::string_view(*window).substr(0, dots));
    to = Period::parse(std::string_view(*window).substr(dots + kDots.size()));
  }
  if (!from || !to || from->frequency() != frequency || to->frequency() != frequency) {
    const auto example = [&](int year) { return Period::month(year, 12).containing(frequency).text(); };
    table.error("window", {"scheme.wrong_value",
                           {{"found", *window}, {"expected", example(2016) + ".." + example(2019)}}});
    return std::nullopt;
  }
  if (*to < *from) {
    table.error("window", {"scheme.window_empty", {{"from", from->text()}, {"to", to->text()}}});
    return std::nullopt;
  }
  return FitScope{FitScope::Kind::window, *from, *to};
}

}  // namespace dajuan::index
