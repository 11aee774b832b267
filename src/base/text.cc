#include "base/text.h"

#include <cstring>

namespace dajuan {
namespace {

bool continues(char byte) { return (static_cast<unsigned char>(byte) & 0xC0) == 0x80; }

/// The ASCII counterpart of a character; 0 when it has none.
char ascii_of(char32_t code) {
  if (code >= 0xFF01 && code <= 0xFF5E) return static_cast<char>(code - 0xFF01 + '!');
  if (code == 0x3000 || code == 0x00A0) return ' ';
  if (code == 0x2212) return '-';
  return 0;
}

/// Bytes of the blank that begins or ends a text; 0 when there is none.
std::size_t leading_blank(std::string_view text) {
  if (text.empty()) return 0;
  if (text[0] == ' ' || text[0] == '\t' || text[0] == '\n' || text[0] == '\r') return 1;
  if (text.starts_with("\xC2\xA0")) return 2;
  return text.starts_with("\xE3\x80\x80") ? 3 : 0;
}
std::size_t trailing_blank(std::string_view text) {
  if (text.empty()) return 0;
  const char last = text.back();
  if (last == ' ' || last == '\t' || last == '\n' || last == '\r') return 1;
  if (text.ends_with("\xC2\xA0")) return 2;
  return text.ends_with("\xE3\x80\x80") ? 3 : 0;
}

}  // namespace

CodePoint code_point(std::string_view text, std::size_t at) {
  if (at >= text.size()) return {};
  const char* p = text.data() + at;
  const std::size_t left = text.size() - at;
  const auto byte = [p](int i) { return static_cast<unsigned char>(p[i]); };
  constexpr CodePoint kBad{kNotUtf8, 1};
  const unsigned first = byte(0);
  if (first < 0x80) return {first, 1};
  if (first < 0xC2 || first > 0xF4) return kBad;
  if (first < 0xE0) {
    if (left < 2 || !continues(p[1])) return kBad;
    return {(first & 0x1Fu) << 6 | (byte(1) & 0x3Fu), 2};
  }
  if (first < 0xF0) {
    if (left < 3 || !continues(p[1]) || !continues(p[2])) return kBad;
    const char32_t code = (first & 0x0Fu) << 12 | (byte(1) & 0x3Fu) << 6 | (byte(2) & 0x3Fu);
    if (code < 0x800 || (code >= 0xD800 && code <= 0xDFFF)) return kBad;
    return {code, 3};
  }
  if (left < 4 || !continues(p[1]) || !continues(p[2]) || !continues(p[3])) return kBad;
  const char32_t code =
      (first & 0x07u) << 18 | (byte(1) & 0x3Fu) << 12 | (byte(2) & 0x3Fu) << 6 | (byte(3) & 0x3Fu);
  if (code < 0x10000 || code > 0x10FFFF) return kBad;
  return {code, 4};
}

void append_utf8(std::string& text, char32_t code) {
  const auto add = [&text](char32_t byte) { text += static_cast<char>(byte); };
  if (code < 0x80) {
    add(code);
  } else if (code < 0x800) {
    add(0xC0 | code >> 6);
    add(0x80 | (code & 0x3F));
  } else if (code < 0x10000) {
    add(0xE0 | code >> 12);
    add(0x80 | (code >> 6 & 0x3F));
    add(0x80 | (code & 0x3F));
  } else {
    add(0xF0 | code >> 18);
    add(0x80 | (code >> 12 & 0x3F));
    add(0x80 | (code >> 6 & 0x3F));
    add(0x80 | (code & 0x3F));
  }
}

std::size_t first_not_ascii(std::string_view text) {
  constexpr std::uint64_t kHigh = 0x8080808080808080ull;
  std::size_t i = 0;
  for (; i + 32 <= text.size(); i += 32) {
    std::uint64_t words[4];
    std::memcpy(words, text.data() + i, sizeof words);
    if (((words[0] | words[1] | words[2] | words[3]) & kHigh) != 0) break;
  }
  for (; i < text.size(); ++i)
    if (static_cast<unsigned char>(text[i]) >= 0x80) return i;
  return std::string_view::npos;
}

std::size_t first_not_utf8(std::string_view text) {
  for (std::size_t i = 0; i < text.size();) {
    if (static_cast<unsigned char>(text[i]) < 0x80) {
      const std::size_t next = first_not_ascii(text.substr(i));
      if (next == std::string_view::npos) return next;
      i += next;
    }
    const CodePoint character = code_point(text, i);
    if (character.code == kNotUtf8) return i;
    i += character.bytes;
  }
  return std::string_view::npos;
}

std::string_view trim(std::string_view text) {
  while (const std::size_t n = leading_blank(text)) text.remove_prefix(n);
  while (const std::size_t n = trailing_blank(text)) text.remove_suffix(n);
  return text;
}

std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> pieces;
  for (;;) {
    const std::size_t end = text.find(separator);
    pieces.push_back(text.substr(0, end));
    if (end == std::string_view::npos) return pieces;
    text.remove_prefix(end + 1);
  }
}

std::string padded_right(std::string_view text, std::size_t width) {
  std::string result(text);
  const std::size_t has = display_width(text);
  if (has < width) result.append(width - has, ' ');
  return result;
}

std::string padded_left(std::string_view text, std::size_t width) {
  const std::size_t has = display_width(text);
  return has < width ? std::string(width - has, ' ').append(text) : std::string(text);
}

bool has_full_width(std::string_view text) {
  std::size_t i = first_not_ascii(text);
  while (i < text.size()) {
    const CodePoint character = code_point(text, i);
    if (ascii_of(character.code) != 0) return true;
    i += character.bytes;
  }
  return false;
}

std::string fold_full_width(std::string_view text) {
  std::string result;
  result.reserve(text.size());
  for (std::size_t i = 0; i < text.size();) {
    const CodePoint character = code_point(text, i);
    const char ascii = ascii_of(character.code);
    if (ascii != 0)
      result += ascii;
    else
      result.append(text, i, character.bytes);
    i += character.bytes;
  }
  return result;
}

}  // namespace dajuan
