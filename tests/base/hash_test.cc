#include "base/hash.h"

#include <doctest/doctest.h>

#include <string>

using namespace dajuan;

// Source: NIST, Cryptographic Standards and Guidelines, example values for SHA-256, and FIPS 180-2 appendix
// B.
TEST_CASE("SHA-256 of the published examples") {
  CHECK(hex(sha256("")) == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  CHECK(hex(sha256("abc")) == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  CHECK(hex(sha256("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq")) ==
        "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
}

TEST_CASE("pieces of any size give the digest of the whole, and a hasher can be used again") {
  const std::string million(1'000'000, 'a');
  const std::string expected = "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0";
  CHECK(hex(sha256(million)) == expected);
  Sha256 hasher;
  for (const std::size_t size : {std::size_t{1'000'000}, std::size_t{997}, std::size_t{64}}) {
    for (std::size_t start = 0; start < million.size(); start += size) {
      hasher.add(std::string_view(million).substr(start, size));
    }
    CHECK(hex(hasher.finish()) == expected);
  }
  CHECK(hex(hasher.finish()) == hex(sha256("")));
}

TEST_CASE("a copy of a hasher goes its own way") {
  Sha256 hasher;
  hasher.add("ab");
  Sha256 copy = hasher;
  copy.add("c");
  hasher.add("x");
  CHECK(copy.finish() == sha256("abc"));
  CHECK(hasher.finish() == sha256("abx"));
}
