#include "base/encoding.h"

#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>

using namespace dajuan;
using namespace std::string_literals;

namespace {
// "地区,数值\n杭州,1" by iconv.
const std::string kGb18030 = "\xB5\xD8\xC7\xF8,\xCA\xFD\xD6\xB5\n\xBA\xBC\xD6\xDD,1";
const std::string kUtf8 = "地区,数值\n杭州,1";
}  // namespace

TEST_CASE("encodings are recognised by mark or by looking") {
  CHECK(recognise_encoding("") == Encoding::utf8);
  CHECK(recognise_encoding("plain") == Encoding::utf8);
  CHECK(recognise_encoding(kUtf8) == Encoding::utf8);
  CHECK(recognise_encoding("\xEF\xBB\xBF" + kUtf8) == Encoding::utf8_with_mark);
  CHECK(recognise_encoding(kGb18030) == Encoding::gb18030);
  CHECK(recognise_encoding("\xFF\xFE"
                           "a\0"s) == Encoding::utf16_le);
  CHECK(recognise_encoding("\xFE\xFF\0a"s) == Encoding::utf16_be);
}

TEST_CASE("Spanish in Latin-1 is not taken for Chinese") {
  CHECK(recognise_encoding("estado\nMichoac\xE1n\nM\xE9xico\nNuevo Le\xF3n\nQuer\xE9taro\n") ==
        Encoding::unknown);
}

TEST_CASE("text is converted to UTF-8") {
  CHECK(to_utf8(kGb18030, Encoding::gb18030) == kUtf8);
  CHECK(to_utf8("\x81\x30\x81\x30\xA2\xE3", Encoding::gb18030) ==
        "\xC2\x80\xE2\x82\xAC");  // 4-byte form; euro
  CHECK(to_utf8("\xFF\xFE\x73\x5E\x2C\x00"s, Encoding::utf16_le) == "平,");
  CHECK(to_utf8("\xFE\xFF\x5E\x73\x00\x2C"s, Encoding::utf16_be) == "平,");
  CHECK(to_utf8("\xFF\xFE\x00\xD8"s, Encoding::utf16_le) == std::nullopt);  // half a surrogate pair
  CHECK(to_utf8("\xEF\xBB\xBF"
                "a",
                Encoding::utf8_with_mark) == "a");
  CHECK(to_utf8("\xFF", Encoding::utf8) == std::nullopt);
  std::string large;
  std::string expected;
  for (int i = 0; i < 5000; ++i) {
    large += kGb18030;
    expected += kUtf8;
  }
  CHECK(to_utf8(large, Encoding::gb18030) == expected);
}

TEST_CASE("a conversion is said, an unknown encoding is an error with its line") {
  std::string storage;
  Diagnostics converted;
  CHECK(utf8_text(kGb18030, "a.csv", storage, converted) == kUtf8);
  REQUIRE(converted.items().size() == 1);
  CHECK(converted.items()[0].severity == Severity::note);
  CHECK(converted.items()[0].message == Message("encoding.converted", {{"encoding", "GB18030"}}));
  Diagnostics unknown;
  CHECK(utf8_text("a\nb\nM\xE9xico\n", "a.csv", storage, unknown) == std::nullopt);
  REQUIRE(unknown.errors() == 1);
  CHECK(unknown.items()[0].place.row == 3);
}

TEST_CASE("a text file is opened as UTF-8") {
  const std::string path = std::string(DAJUAN_BINARY_DIR) + "/encoding_test.csv";
  for (const std::string& bytes : {kUtf8, "\xEF\xBB\xBF" + kUtf8, kGb18030}) {
    std::ofstream(path, std::ios::binary) << bytes;
    Diagnostics diagnostics;
    std::optional<TextFile> file = TextFile::open(path, 1000, diagnostics);
    REQUIRE(file.has_value());
    const TextFile moved = std::move(*file);
    CHECK(moved.text() == kUtf8);
  }
  Diagnostics diagnostics;
  CHECK_FALSE(TextFile::open(path, 3, diagnostics).has_value());
  CHECK_FALSE(TextFile::open(path + ".none", 1000, diagnostics).has_value());
  CHECK_FALSE(TextFile::open(DAJUAN_BINARY_DIR, 1000, diagnostics).has_value());
  std::ofstream(path, std::ios::trunc).close();
  const std::optional<TextFile> empty = TextFile::open(path, 1000, diagnostics);
  REQUIRE(empty.has_value());
  CHECK(empty->text().empty());
  REQUIRE(diagnostics.errors() == 3);
  CHECK(diagnostics.items()[0].message.id == "table.too_large");
  CHECK(diagnostics.items()[1].message.id == "table.not_found");
  CHECK(diagnostics.items()[2].message.id == "table.not_a_file");
  std::filesystem::remove(path);
}
