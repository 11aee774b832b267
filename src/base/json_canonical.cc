#include <algorithm>
#include <cmath>
#include <stdexcept>

#include "base/json.h"
#include "base/number_text.h"
#include "base/text.h"

namespace dajuan {
namespace {

/// The first UTF-16 unit of a character.
char32_t first_unit(char32_t code) { return code < 0x10000 ? code : 0xD800 + ((code - 0x10000) >> 10); }

bool before_in_utf16(std::string_view a, std::string_view b) {
  const auto [in_a, in_b] = std::mismatch(a.begin(), a.end(), b.begin(), b.end());
  if (in_b == b.end()) return false;
  if (in_a == a.end()) return true;
  // Back to the start of the character in which they differ; both have the same bytes before.
  std::size_t at = static_cast<std::size_t>(in_a - a.begin());
  while (at > 0 && (static_cast<unsigned char>(a[at]) & 0xC0) == 0x80) --at;
  const char32_t code_a = code_point(a, at).code;
  const char32_t code_b = code_point(b, at).code;
  const char32_t unit_a = first_unit(code_a);
  const char32_t unit_b = first_unit(code_b);
  return unit_a != unit_b ? unit_a < unit_b : code_a < code_b;
}

void write_text(std::string& out, std::string_view text) {
  if (!is_utf8(text)) throw std::invalid_argument("canonical_json: text is not UTF-8");
  constexpr char kHex[] = "0123456789abcdef";
  out += '"';
  for (const char c : text) {
    switch (c) {
      case '"':
      case '\\':
        (out += '\\') += c;
        break;
      case '\b':
        out += "\\b";
        break;
      case '\t':
        out += "\\t";
        break;
      case '\n':
        out += "\\n";
        break;
      case '\f':
        out += "\\f";
        break;
      case '\r':
        out += "\\r";
        break;
      default:
        if (c >= 0 && c < ' ')
          ((out += "\\u00") += kHex[c >> 4]) += kHex[c & 15];
        else
          out += c;
    }
  }
  out += '"';
}

bool is_whole_number(std::string_view text) {
  return !text.empty() && text.find_first_not_of("-0123456789") == std::string_view::npos;
}

void write(std::string& out, const JsonValue& value) {
  switch (value.kind()) {
    case JsonKind::null:
      out += "null";
      break;
    case JsonKind::boolean:
      out += value.boolean() ? "true" : "false";
      break;
    case JsonKind::number: {
      if (!std::isfinite(value.number())) throw std::invalid_argument("canonical_json: number is not finite");
      const std::string number = es6_number(value.number());
      if (is_whole_number(value.text()) && value.text() != number)
        throw std::invalid_argument("canonical_json: no double has these digits: " + value.text());
      out += number;
      break;
    }
    case JsonKind::text:
      write_text(out, value.text());
      break;
    case JsonKind::array: {
      out += '[';
      bool first = true;
      for (const JsonValue& item : value.items()) {
        if (!first) out += ',';
        first = false;
        write(out, item);
      }
      out += ']';
      break;
    }
    case JsonKind::object: {
      std::vector<const JsonValue::Member*> sorted;
      for (const JsonValue::Member& member : value.members()) sorted.push_back(&member);
      std::sort(sorted.begin(), sorted.end(),
                [](const auto* a, const auto* b) { return before_in_utf16(a->first, b->first); });
      out += '{';
      for (std::size_t i = 0; i < sorted.size(); ++i) {
        if (i > 0 && sorted[i]->first == sorted[i - 1]->first)
          throw std::invalid_argument("canonical_json: a key twice: " + sorted[i]->first);
        if (i > 0) out += ',';
        write_text(out, sorted[i]->first);
        out += ':';
        write(out, sorted[i]->second);
      }
      out += '}';
      break;
    }
  }
}

}  // namespace

std::string canonical_json(const JsonValue& value) {
  std::string out;
  write(out, value);
  return out;
}

}  // namespace dajuan
