#pragma once
#include <bit>
#include <cstdint>
#include <cstring>
#include <string_view>
#if defined(__SSE2__)
#include <emmintrin.h>
#endif

#include "base/table.h"

namespace dajuan::csv {

inline constexpr std::size_t kBlock = 64;
inline constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

/// Bit i of `special`: byte i is a comma, a quote or a control character (below 0x20). `not_ascii`: some byte
/// is above 0x7F.
struct BlockBits {
  std::uint64_t special;
  bool not_ascii;
};

#if defined(__SSE2__)
inline BlockBits scan_block(const char* bytes) {
  const __m128i comma = _mm_set1_epi8(',');
  const __m128i quote = _mm_set1_epi8('"');
  const __m128i last_control = _mm_set1_epi8(0x1F);
  BlockBits bits = {0, false};
  __m128i all = _mm_setzero_si128();
  for (int part = 0; part < 4; ++part) {
    const __m128i v = _mm_loadu_si128(reinterpret_cast<const __m128i*>(bytes) + part);
    const __m128i control = _mm_cmpeq_epi8(_mm_min_epu8(v, last_control), v);
    const __m128i found =
        _mm_or_si128(control, _mm_or_si128(_mm_cmpeq_epi8(v, comma), _mm_cmpeq_epi8(v, quote)));
    bits.special |= static_cast<std::uint64_t>(static_cast<unsigned>(_mm_movemask_epi8(found)))
                    << (16 * part);
    all = _mm_or_si128(all, v);
  }
  bits.not_ascii = _mm_movemask_epi8(all) != 0;
  return bits;
}
#else
inline BlockBits scan_block(const char* bytes) {
  BlockBits bits = {0, false};
  for (std::size_t i = 0; i < kBlock; ++i) {
    const auto byte = static_cast<unsigned char>(bytes[i]);
    bits.special |= static_cast<std::uint64_t>(byte < 0x20 || byte == ',' || byte == '"') << i;
    bits.not_ascii |= byte > 0x7F;
  }
  return bits;
}
#endif

/// Goes from special byte to special byte, a block at a time. Small enough to live in registers.
class Cursor {
 public:
  explicit Cursor(std::string_view bytes) : begin_(bytes.data()), end_(bytes.data() + bytes.size()) {
    load(begin_);
  }

  const char* begin() const { return begin_; }
  const char* end() const { return end_; }

  /// The next comma, quote or control character; `end()` when there is none.
  const char* next() {
    while (specials_ == 0) {
      if (static_cast<std::size_t>(end_ - block_) <= kBlock) return end_;
      load(block_ + kBlock);
    }
    const char* found = block_ + std::countr_zero(specials_);
    specials_ &= specials_ - 1;
    return found;
  }

  /// Makes `next` go on at a position, forwards or back.
  void go_to(const char* position) {
    const auto offset = static_cast<std::size_t>(position - begin_);
    load(begin_ + offset / kBlock * kBlock);
    specials_ &= ~std::uint64_t{0} << (offset % kBlock);
  }

  /// Whether bytes above 0x7F were seen since `forget`, or in the same block before it.
  bool not_ascii() const { return seen_not_ascii_; }
  void forget() { seen_not_ascii_ = block_not_ascii_; }

 private:
  void load(const char* block) {
    block_ = block;
    const auto left = static_cast<std::size_t>(end_ - block);
    BlockBits bits;
    if (left >= kBlock) {
      bits = scan_block(block);
    } else {
      char padded[kBlock];
      std::memset(padded, ' ', sizeof padded);
      if (left != 0) std::memcpy(padded, block, left);
      bits = scan_block(padded);
    }
    specials_ = bits.special;
    block_not_ascii_ = bits.not_ascii;
    seen_not_ascii_ |= bits.not_ascii;
  }

  const char* begin_;
  const char* end_;
  const char* block_ = nullptr;  ///< the 64 bytes that `specials_` speaks of
  std::uint64_t specials_ = 0;   ///< those of the block that `next` has not given yet
  bool block_not_ascii_ = false;
  bool seen_not_ascii_ = false;
};

/// The most bytes from an opening quote to its partner: a cell of doubled quotes only.
inline std::size_t max_quoted(const TableLimits& limits) { return std::size_t{2} * limits.cell_bytes + 1; }

}  // namespace dajuan::csv
