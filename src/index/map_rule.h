#pragma once
#include <string>

#include "base/names.h"

namespace dajuan::index {

/// Which outlines a series is drawn with. What is not licensed is never drawn or published.
struct MapRule {
  std::string outlines;  ///< a GeoJSON file, path from the scheme's folder
  std::string property = "region";
  Names credit;
  Names approval;  ///< the note on the approval number (审图号); empty = none
  bool licensed = false;
};

}  // namespace dajuan::index
