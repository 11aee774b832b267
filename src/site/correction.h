#pragma once
#include <string>
#include <vector>

#include "site/pages.h"
#include "site/result.h"

namespace dajuan::site {

/// What one revision of a month changed in the one before it. Only what both speak of, or one of them.
struct Correction {
  struct Score {
    std::string region;  ///< code
    Names name;
    double was = 0;  ///< missing where the revision has none
    double is = 0;
  };
  struct Figure {
    std::string region;
    Names name;
    Names indicator;
    double was = 0;
    double is = 0;
  };
  std::vector<Score> scores;    ///< of the whole index, the largest difference first, equal ones by code
  std::vector<Figure> figures;  ///< of the period, by region and indicator
};
Correction compare_revisions(const Result& was, const Result& is);

/// The page of a revision that was replaced: what differs, and its files. `replaced` shows the older one.
Page revision_page(const Context& replaced, const Result& by, const Correction& correction);

}  // namespace dajuan::site
