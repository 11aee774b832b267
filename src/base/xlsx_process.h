#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/message.h"

namespace dajuan::xlsx {

/// How the reading of a workbook ended. With a problem the output is what came until then.
struct ProcessResult {
  std::string output;
  Message problem;
};

/// Runs the program `dajuan-xlsx`, which lies beside the running program, on the bytes of a workbook. It is a
/// program of its own and not a fork of this one: it starts with an empty address space, so that a fault in
/// the libraries finds no keys and no data of ours, its memory limit counts only its own memory, and starting
/// it is safe whatever threads run here. It sets limits on its memory, processor time and files itself,
/// before it looks at the bytes; here its time on the clock and the size of its output are watched.
ProcessResult run_reader(std::string_view workbook, const std::vector<std::string>& arguments,
                         std::uint32_t seconds, std::uint64_t output_bytes);

}  // namespace dajuan::xlsx
