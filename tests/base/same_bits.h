#pragma once
#include <clocale>
#include <cmath>
#include <cstdint>
#include <string>

#include "base/double_double.h"
#include "base/hash.h"

namespace dajuan::testing {

/// Arguments for tests that do not depend on the generator under test: SplitMix64 (G. L. Steele, D. Lea, C.
/// H. Flood, OOPSLA 2014).
class Arguments {
 public:
  explicit Arguments(std::uint64_t seed) : state_(seed) {}
  std::uint64_t bits() {
    std::uint64_t z = state_ += 0x9e3779b97f4a7c15;
    z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9;
    z = (z ^ z >> 27) * 0x94d049bb133111eb;
    return z ^ z >> 31;
  }
  int below(int n) { return static_cast<int>(bits() % static_cast<std::uint64_t>(n)); }
  double between(double low, double high) {
    return low + (high - low) * (static_cast<double>(bits() >> 11) * 0x1p-53);
  }
  /// between(low, high) * 2^-e, e below `exponents`.
  double small(double low, double high, int exponents) {
    const double size = between(low, high);
    return std::ldexp(size, -below(exponents));
  }
  /// Any finite double, all exponents equally likely.
  double any() {
    while (true) {
      const double x = from_bits(bits());
      if (x - x == 0) return x;
    }
  }

 private:
  std::uint64_t state_;
};

/// SHA-256 of a sequence of results, in an order of bytes that does not depend on the machine.
class Fingerprint {
 public:
  void add(double value) {
    std::string bytes(8, '\0');
    for (int i = 0; i < 8; ++i) bytes[i] = static_cast<char>(to_bits(value) >> (8 * i) & 0xff);
    hasher_.add(bytes);
  }
  void add(const std::string& text) { hasher_.add(text + '\n'); }
  std::string text() { return hex(hasher_.finish()); }

 private:
  Sha256 hasher_;
};

/// Lets the environment's locale (LC_ALL) rule while it lives.
class EnvironmentLocale {
 public:
  EnvironmentLocale() : before_(std::setlocale(LC_ALL, nullptr)) { std::setlocale(LC_ALL, ""); }
  ~EnvironmentLocale() { std::setlocale(LC_ALL, before_.c_str()); }
  EnvironmentLocale(const EnvironmentLocale&) = delete;
  EnvironmentLocale& operator=(const EnvironmentLocale&) = delete;

 private:
  std::string before_;
};

}  // namespace dajuan::testing
