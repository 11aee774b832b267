#pragma once
#include <string>
#include <vector>

#include "main/streams.h"

namespace dajuan {

struct SiteOptions {
  std::vector<std::string> results;
  std::string settings;  ///< site.toml; empty = none
  std::string out;
  unsigned threads = 0;
};

/// `dajuan site build RESULT... --out DIR`: a static site from result folders. Nothing is written when a
/// result cannot be read.
int site_build(const SiteOptions& options, const Streams& streams);

}  // namespace dajuan
