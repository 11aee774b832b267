#include "base/text.h"

#include <doctest/doctest.h>
#include <unicode/uchar.h>

using namespace dajuan;

TEST_CASE("UTF-8 is what the Unicode standard, table 3-7, calls well-formed") {
  CHECK(is_utf8("plain"));
  CHECK(is_utf8("平安指数 é \xF0\x9F\x98\x80"));
  for (const char* bad : {"\x80", "\xC0\x80", "\xC1\xBF", "\xE0\x9F\xBF", "\xED\xA0\x80", "\xF0\x8F\xBF\xBF",
                          "\xF4\x90\x80\x80", "\xF5\x80\x80\x80", "\xE5\xB9", "\xE5\x41\x41"})
    CHECK_FALSE(is_utf8(bad));
  CHECK(first_not_utf8(std::string(100, 'x') + "é\xFF") == 102);
  CHECK(first_not_ascii(std::string(100, 'x') + "é") == 100);
  CHECK(first_not_ascii("") == std::string_view::npos);
}

TEST_CASE("every character is written and read again") {
  for (char32_t code = 0; code <= 0x10FFFF; ++code) {
    if (code >= 0xD800 && code <= 0xDFFF) continue;
    std::string text;
    append_utf8(text, code);
    const CodePoint read = code_point(text, 0);
    REQUIRE(read.code == code);
    REQUIRE(read.bytes == text.size());
  }
}

TEST_CASE("width on a terminal agrees with ICU's East Asian Width") {
  CHECK(display_width("平安 ok") == 7);
  CHECK(display_width("e\xCC\x81") == 1);
  CHECK(padded_right("平", 4) == "平  ");
  CHECK(padded_left("平", 4) == "  平");
  CHECK(padded_left("平安", 3) == "平安");
  for (char32_t code = 0x20; code <= 0x10FFFF; ++code) {
    if (code >= 0xD800 && code <= 0xDFFF) continue;
    std::string text;
    append_utf8(text, code);
    const std::size_t width = display_width(text);
    if (width == 0) {
      const int kind = u_charType(static_cast<UChar32>(code));
      REQUIRE((kind == U_NON_SPACING_MARK || kind == U_ENCLOSING_MARK || kind == U_FORMAT_CHAR ||
               kind == U_COMBINING_SPACING_MARK));
      continue;
    }
    const int class_of = u_getIntPropertyValue(static_cast<UChar32>(code), UCHAR_EAST_ASIAN_WIDTH);
    REQUIRE(width == (class_of == U_EA_WIDE || class_of == U_EA_FULLWIDTH ? 2 : 1));
  }
}

TEST_CASE("blanks of spreadsheets are trimmed, full-width signs folded") {
  CHECK(trim(" \t杭州\xE3\x80\x80\xC2\xA0\r\n") == "杭州");
  CHECK(trim("\xE3\x80\x80") == "");
  CHECK(fold_full_width("１２，３４５．６％　（Ａ）") == "12,345.6% (A)");
  CHECK(fold_full_width("\xE2\x88\x92"
                        "5 杭州。") == "-5 杭州。");
  CHECK(has_full_width("杭州１"));
  CHECK_FALSE(has_full_width("杭州1"));
  CHECK_FALSE(has_full_width(""));
}

TEST_CASE("split keeps empty pieces") {
  CHECK(split("a,,b", ',') == std::vector<std::string_view>{"a", "", "b"});
  CHECK(split("", ',') == std::vector<std::string_view>{""});
  CHECK(split("a,", ',') == std::vector<std::string_view>{"a", ""});
}
