#pragma once
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "site/map.h"

namespace dajuan::site {

/// The drawings that were made so far: months and languages of a series share them. Any thread may ask.
class MapShelf {
 public:
  /// The drawings of regions by outlines of which `hash` tells what they are; nothing when one has none.
  std::shared_ptr<const MapSheets> sheets(const std::string& hash,
                                          const std::vector<region::Outline>& outlines,
                                          const std::vector<std::string>& codes);

 private:
  std::mutex mutex_;
  std::map<std::string, std::shared_ptr<const MapSheets>> made_;
};

}  // namespace dajuan::site
