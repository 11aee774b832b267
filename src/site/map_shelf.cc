#include "site/map_shelf.h"

namespace dajuan::site {

std::shared_ptr<const MapSheets> MapShelf::sheets(const std::string& hash,
                                                  const std::vector<region::Outline>& outlines,
                                                  const std::vector<std::string>& codes) {
  if (outlines.empty()) return nullptr;
  std::string key = hash;
  for (const std::string& code : codes) key += '\n' + code;
  const std::lock_guard<std::mutex> lock(mutex_);
  const auto [place, is_new] = made_.emplace(std::move(key), nullptr);
  if (is_new)
    if (std::optional<MapSheets> sheets = make_sheets(outlines, codes))
      place->second = std::make_shared<const MapSheets>(std::move(*sheets));
  return place->second;
}

}  // namespace dajuan::site
