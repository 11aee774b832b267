#pragma once
#include <orcus/sax_parser.hpp>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace dajuan::xlsx {

/// The attributes of the element that opens.
class Attributes {
 public:
  /// The value of an attribute; empty when it is missing.
  std::string_view get(std::string_view name) const {
    for (const auto& [known, value] : values_)
      if (known == name) return value;
    return {};
  }
  void add(std::string_view name, std::string_view value) { values_.emplace_back(name, value); }
  void clear() { values_.clear(); }

 private:
  std::vector<std::pair<std::string, std::string>> values_;
};

/// The XML is not well-formed.
struct Malformed {};

/// Walks through XML and calls handler.open(name, attributes), handler.text(bytes) and handler.close(name),
/// names without their prefix. Entities other than the five of XML and numbers are an error. That elements
/// close in the order in which they opened is seen to here: the parser of liborcus lets it pass.
template <typename Handler>
void read_xml(std::vector<unsigned char>& xml, Handler& handler) {
  struct Adapter : orcus::sax_handler {
    explicit Adapter(Handler& to) : handler(to) {}
    void attribute(const orcus::sax::parser_attribute& attribute) {
      attributes.add(attribute.name, attribute.value);
    }
    void end_declaration(std::string_view) { attributes.clear(); }
    void start_element(const orcus::sax::parser_element& element) {
      handler.open(element.name, attributes);
      attributes.clear();
      open.push_back(element.name);
    }
    void end_element(const orcus::sax::parser_element& element) {
      if (open.empty() || open.back() != element.name) throw Malformed();
      open.pop_back();
      handler.close(element.name);
    }
    void characters(std::string_view text, bool) { handler.text(text); }
    Handler& handler;
    Attributes attributes;
    std::vector<std::string_view> open;
  };
  // In an attribute that is never closed the parser (0.17.2) runs past the end: here it meets an end before
  // that. After the root element it passes over such characters.
  constexpr std::string_view kEndOfAttribute = ";'\">";
  xml.insert(xml.end(), kEndOfAttribute.begin(), kEndOfAttribute.end());
  Adapter adapter(handler);
  orcus::sax_parser<Adapter>(reinterpret_cast<const char*>(xml.data()), xml.size(), adapter).parse();
  if (!adapter.open.empty()) throw Malformed();
}

}  // namespace dajuan::xlsx
