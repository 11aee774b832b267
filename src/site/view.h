#pragma once
#include <list>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace dajuan::site {

/// What a template is filled with: texts by name, sections that stand once for each view added, and other
/// templates with views of their own. It knows no HTML; the template escapes each text for the place where it
/// stands. Names are written in capitals, as in the templates. A section sees the texts around it, an
/// included template only its own.
class View {
 public:
  struct Section {
    std::string name;
    std::string page_template;  ///< empty for a section of the same template
    std::vector<View> view;     ///< one
  };

  View& set(std::string_view name, std::string value) {
    texts_.emplace_back(name, std::move(value));
    return *this;
  }
  /// One more of a section; the reference stays valid.
  View& add(std::string_view section) { return include(section, ""); }
  /// Puts a template, such as "light", where {{>NAME}} stands.
  View& include(std::string_view name, std::string_view page_template);
  /// A section that says nothing of its own.
  View& show_if(bool condition, std::string_view section) {
    if (condition) add(section);
    return *this;
  }

  const std::vector<std::pair<std::string, std::string>>& texts() const { return texts_; }
  const std::list<Section>& sections() const { return sections_; }

 private:
  std::vector<std::pair<std::string, std::string>> texts_;
  std::list<Section> sections_;
};

inline View& View::include(std::string_view name, std::string_view page_template) {
  Section& added = sections_.emplace_back();
  added.name = name;
  added.page_template = page_template;
  return added.view.emplace_back();
}

}  // namespace dajuan::site
