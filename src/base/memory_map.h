#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/diagnostics.h"

namespace dajuan {

/// A file's bytes, mapped read-only. The file must not be cut short by others while it is mapped (reading
/// past its new end would end the program): inputs from people are first copied to where only we write.
class MemoryMap {
 public:
  MemoryMap() = default;
  ~MemoryMap();
  MemoryMap(MemoryMap&& other) noexcept;
  MemoryMap& operator=(MemoryMap&& other) noexcept;
  MemoryMap(const MemoryMap&) = delete;
  MemoryMap& operator=(const MemoryMap&) = delete;

  /// Nothing, and an error, when the file is not there, is no plain file or is larger than `limit_bytes`.
  static std::optional<MemoryMap> open(const std::string& path, std::uint64_t limit_bytes,
                                       Diagnostics& diagnostics);

  std::string_view bytes() const { return {data_, size_}; }
  /// What lies before `end` is read for now: it no longer takes memory, and comes from the file again if
  /// asked for. For files larger than the memory they may take.
  void forget_before(std::size_t end) const;

 private:
  MemoryMap(const char* data, std::size_t size) : data_(data), size_(size) {}

  const char* data_ = nullptr;
  std::size_t size_ = 0;
};

}  // namespace dajuan
