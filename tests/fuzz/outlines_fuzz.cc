// Any bytes as outlines: rings of three positions and more within the limits, in order of codes, or an error.
#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstdlib>

#include "region/outlines.h"

using namespace dajuan;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  Diagnostics diagnostics;
  region::OutlineLimits limits;
  limits.positions = 50;
  const std::vector<region::Outline> outlines =
      region::parse_outlines({reinterpret_cast<const char*>(data), size}, "", "region", diagnostics, limits);
  std::size_t positions = 0;
  for (std::size_t i = 0; i < outlines.size(); ++i) {
    if (outlines[i].code.empty() || outlines[i].rings.empty()) std::abort();
    if (i > 0 && !(outlines[i - 1].code < outlines[i].code)) std::abort();
    for (const auto& ring : outlines[i].rings) {
      if (ring.size() < 3) std::abort();
      positions += ring.size();
      for (const region::Position& at : ring)
        if (!(std::abs(at.longitude) <= 180 && std::abs(at.latitude) <= 90)) std::abort();
    }
  }
  if (positions > limits.positions) std::abort();
  return 0;
}
