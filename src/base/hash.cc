#include "base/hash.h"

#include <sodium/crypto_hash_sha256.h>

#include <type_traits>

namespace dajuan {
namespace {

using State = crypto_hash_sha256_state;
static_assert(std::is_trivially_copyable_v<State>);

State* state_in(std::byte* storage) { return reinterpret_cast<State*>(storage); }

const unsigned char* data(std::span<const std::byte> bytes) {
  return reinterpret_cast<const unsigned char*>(bytes.data());
}

unsigned char* data(Sha256Digest& digest) { return reinterpret_cast<unsigned char*>(digest.data()); }

}  // namespace

Sha256Digest sha256(std::span<const std::byte> bytes) {
  Sha256Digest digest;
  crypto_hash_sha256(data(digest), data(bytes), bytes.size());
  return digest;
}

Sha256Digest sha256(std::string_view bytes) { return sha256(std::as_bytes(std::span(bytes))); }

Sha256::Sha256() { start(); }

void Sha256::start() {
  static_assert(sizeof(State) <= sizeof state_ && alignof(State) <= 8);
  crypto_hash_sha256_init(state_in(state_.data()));
}

void Sha256::add(std::span<const std::byte> bytes) {
  crypto_hash_sha256_update(state_in(state_.data()), data(bytes), bytes.size());
}

void Sha256::add(std::string_view bytes) { add(std::as_bytes(std::span(bytes))); }

Sha256Digest Sha256::finish() {
  Sha256Digest digest;
  crypto_hash_sha256_final(state_in(state_.data()), data(digest));
  start();
  return digest;
}

std::string hex(std::span<const std::byte> bytes) {
  constexpr char kDigits[] = "0123456789abcdef";
  std::string text;
  text.reserve(bytes.size() * 2);
  for (const std::byte byte : bytes) {
    text += kDigits[std::to_integer<unsigned>(byte) >> 4];
    text += kDigits[std::to_integer<unsigned>(byte) & 15];
  }
  return text;
}

}  // namespace dajuan
