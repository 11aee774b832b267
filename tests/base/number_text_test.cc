#include "base/number_text.h"

#include <doctest/doctest.h>
#include <mpfr.h>

#include <cmath>
#include <cstdlib>
#include <fstream>
#include <limits>
#include <sstream>

#include "same_bits.h"

using namespace dajuan;
using dajuan::testing::Arguments;
using dajuan::testing::EnvironmentLocale;
using dajuan::testing::Fingerprint;

namespace {

std::string read(const std::string& path) {
  std::ifstream file(std::string(DAJUAN_SOURCE_DIR) + "/tests/base/data/" + path, std::ios::binary);
  std::ostringstream bytes;
  bytes << file.rdbuf();
  return bytes.str();
}

std::string peer_fixed(double number, int decimals) {
  mpfr_t exact;
  mpfr_init2(exact, 53);
  mpfr_set_d(exact, number, MPFR_RNDN);
  char text[500];
  mpfr_snprintf(text, sizeof text, "%.*RNf", decimals, exact);
  mpfr_clear(exact);
  return text;
}

}  // namespace

// Source: cyberphone/json-canonicalization, testdata/numgen.js; the digest is the one published with it.
TEST_CASE("ECMAScript number text of the thousand published vectors") {
  const std::string vectors = read("es6-numbers-1000.txt");
  CHECK(hex(sha256(vectors)) == "be18b62b6f69cdab33a7e0dae0d9cfa869fda80ddc712221570f9f40a5878687");
  std::istringstream lines(vectors);
  int count = 0;
  for (std::string line; std::getline(lines, line); ++count) {
    CAPTURE(line);
    const std::size_t comma = line.find(',');
    const double number = from_bits(std::strtoull(line.substr(0, comma).c_str(), nullptr, 16));
    CHECK(es6_number(number) == line.substr(comma + 1));
    CHECK(parse_number(shortest(number)) == number);
  }
  CHECK(count == 1000);
}

// Source: RFC 8785 appendix B.
TEST_CASE("ECMAScript number text of RFC 8785") {
  const auto text = [](std::uint64_t bits) { return es6_number(from_bits(bits)); };
  CHECK(text(0x0000000000000000) == "0");
  CHECK(text(0x8000000000000000) == "0");
  CHECK(text(0x0000000000000001) == "5e-324");
  CHECK(text(0x8000000000000001) == "-5e-324");
  CHECK(text(0x7fefffffffffffff) == "1.7976931348623157e+308");
  CHECK(text(0x4340000000000000) == "9007199254740992");
  CHECK(text(0x4430000000000000) == "295147905179352830000");
  CHECK(text(0x44b52d02c7e14af5) == "9.999999999999997e+22");
  CHECK(text(0x44b52d02c7e14af6) == "1e+23");
  CHECK(text(0x444b1ae4d6e2ef4e) == "999999999999999700000");
  CHECK(text(0x444b1ae4d6e2ef50) == "1e+21");
  CHECK(text(0x3eb0c6f7a0b5ed8c) == "9.999999999999997e-7");
  CHECK(text(0x3eb0c6f7a0b5ed8d) == "0.000001");
  CHECK(text(0x41b3de4355555555) == "333333333.3333333");
}

TEST_CASE("the shortest text reads back as the same double") {
  CHECK(shortest(0.1) == "0.1");
  CHECK(shortest(-0.0) == "0");
  CHECK(shortest(1234.5) == "1234.5");
  CHECK(shortest(1e5) == "1e+05");
  CHECK(shortest(-2.5e-7) == "-2.5e-07");
  CHECK(shortest(-std::numeric_limits<double>::min()).size() == kShortestSize);
  Arguments arguments(10);
  for (int i = 0; i < 100'000; ++i) {
    const double number = i % 2 ? arguments.any() : std::round(arguments.between(-1e6, 1e6)) / 1000;
    const std::string text = shortest(number);
    if (parse_number(text) != number || text.size() > kShortestSize) FAIL_CHECK(text);
    if (parse_number(es6_number(number)) != number) FAIL_CHECK(text);
  }
}

TEST_CASE("a fixed number of decimals is rounded on the exact value, ties to even") {
  CHECK(fixed(0.125, 2) == "0.12");
  CHECK(fixed(0.375, 2) == "0.38");
  CHECK(fixed(2.5, 0) == "2");
  CHECK(fixed(3.5, 0) == "4");
  CHECK(fixed(0.145, 2) == "0.14");  // the double is below 0.145
  CHECK(fixed(1.005, 2) == "1.00");  // the double is below 1.005
  CHECK(fixed(-0.001, 2) == "0.00");
  CHECK(fixed(-0.0, 1) == "0.0");
  CHECK(fixed(-0.4, 0) == "0");
  CHECK(fixed(1e22, 1) == "10000000000000000000000.0");
  CHECK(fixed(std::numeric_limits<double>::max(), 100).size() == 410);
  Arguments arguments(11);
  for (int i = 0; i < 20'000; ++i) {
    const double number = i % 2 ? std::fabs(arguments.any()) : arguments.below(100'000) / 64.0;
    const int decimals = arguments.below(12);
    if (fixed(number, decimals) != peer_fixed(number, decimals)) FAIL_CHECK(fixed(number, decimals));
  }
}

TEST_CASE("a number is read whole or not at all") {
  CHECK(parse_number("12") == 12.0);
  CHECK(parse_number("-12.50") == -12.5);
  CHECK(parse_number("007") == 7.0);
  CHECK(parse_number(".5") == 0.5);
  CHECK(parse_number("5.") == 5.0);
  CHECK(parse_number("1e3") == 1000.0);
  CHECK(parse_number("1E+3") == 1000.0);
  CHECK(parse_number("-2.5e-07") == -2.5e-7);
  CHECK(parse_number("4.9406564584124654e-324") == std::numeric_limits<double>::denorm_min());
  CHECK(parse_number("1.7976931348623157e308") == std::numeric_limits<double>::max());
  CHECK(parse_number("0e-999") == 0.0);
  CHECK_FALSE(std::signbit(*parse_number("-0")));
  CHECK_FALSE(std::signbit(*parse_number("-0.0e5")));
  for (const char* text :
       {"",      "-",  ".",     "-.", "+1",    "--1",    " 1",       "1 ",    "1,5",   "1,000",
        "0x10",  "1e", "1e+",   "e5", "inf",   "-inf",   "infinity", "nan",   "NaN",   "nan(1)",
        "1.2.3", "1f", "1e5.0", "１", "1e999", "-1e999", "1e-999",   "1_000", "1'000", "1e 5"}) {
    CAPTURE(text);
    CHECK_FALSE(parse_number(text).has_value());
  }
  CHECK_FALSE(parse_number(std::string_view("1\0", 2)).has_value());
}

TEST_CASE("reading rounds to nearest, ties to even") {
  CHECK(parse_number("9007199254740993") == 9007199254740992.0);
  CHECK(parse_number("9007199254740995") == 9007199254740996.0);
  CHECK(parse_number("9007199254740993.0000000000000000000000000000001") == 9007199254740994.0);
  CHECK(parse_number("18446744073709551617") == 18446744073709551616.0);  // more than 64 bits
  CHECK(parse_number("0.000000000000000000000000000001") == 1e-30);
  Arguments arguments(12);
  for (int i = 0; i < 100'000; ++i) {
    std::string text = std::to_string(arguments.bits() >> arguments.below(64));
    if (i % 4) text.insert(static_cast<std::size_t>(arguments.below(static_cast<int>(text.size()))), 1, '.');
    if (i % 3 == 0) text.append("e").append(std::to_string(arguments.below(600) - 310));
    const double expected = std::strtod(text.c_str(), nullptr);
    if (std::isinf(expected) || (expected == 0 && text.find_first_of("123456789") < text.find('e'))) continue;
    if (parse_number(text) != expected) FAIL_CHECK(text);
  }
}

TEST_CASE("number_text: the same bits everywhere") {
  const EnvironmentLocale locale;
  Arguments arguments(13);
  Fingerprint results;
  for (int i = 0; i < 10'000; ++i) {
    const double number = i % 2 ? arguments.any() : arguments.between(-1000, 1000);
    results.add(shortest(number));
    results.add(es6_number(number));
    results.add(fixed(number, i % 7));
    results.add(parse_number(shortest(number)).value());
    results.add(parse_number(fixed(number, i % 7)).value());
  }
  CHECK(results.text() == "aefca6c41a05934944a62d9bb56d0f5f5d6caeb68e9c160caed0753fccce3542");
}
