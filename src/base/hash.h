#pragma once
#include <array>
#include <cstddef>
#include <span>
#include <string>
#include <string_view>

namespace dajuan {

/// SHA-256 (FIPS 180-4).
using Sha256Digest = std::array<std::byte, 32>;

Sha256Digest sha256(std::span<const std::byte> bytes);
Sha256Digest sha256(std::string_view bytes);

/// The digest of bytes that come in pieces, such as a file's.
///   Sha256 hasher;
///   while (…) hasher.add(piece);
///   hex(hasher.finish())
class Sha256 {
 public:
  Sha256();
  void add(std::span<const std::byte> bytes);
  void add(std::string_view bytes);
  /// Gives the digest and starts anew.
  Sha256Digest finish();

 private:
  void start();
  alignas(8) std::array<std::byte, 104> state_;  ///< of the library, which only hash.cc knows
};

/// Two lower-case digits a byte.
std::string hex(std::span<const std::byte> bytes);

}  // namespace dajuan
