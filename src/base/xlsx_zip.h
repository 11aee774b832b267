#pragma once
#include <cstdint>
#include <string_view>

#include "base/message.h"

namespace dajuan::xlsx {

/// What the archive of a workbook may be at most.
struct ZipLimits {
  std::uint32_t entries = 2'000;
  std::uint64_t unpacked_bytes = 512ull << 20;  ///< of all entries together
  std::uint64_t ratio = 300;                    ///< unpacked to packed, of an entry larger than 1 MiB
};

/// Reads the directory at the end of a ZIP archive (APPNOTE.TXT 6.3, without ZIP64) and says what is wrong
/// with it as the archive of an XLSX workbook, before anything is unpacked; an empty message when nothing is.
/// Readers unpack no more of an entry than its directory says, so a bomb shows here.
Message check_archive(std::string_view bytes, const ZipLimits& limits = {});

}  // namespace dajuan::xlsx
