#include "site/templates.h"

#include <ctemplate/template.h>
#include <ctemplate/template_cache.h>
#include <ctemplate/template_dictionary.h>

#include <stdexcept>

#include "base/embedded.h"

namespace dajuan {
/// Defined by the build from web/.
std::span<const EmbeddedFile> embedded_web();
}  // namespace dajuan

namespace dajuan::site {
namespace {

constexpr std::string_view kFolder = "web/pages/";
constexpr std::string_view kEnding = ".tpl";

std::string key(Language language, std::string_view name) {
  return std::string(language_code(language)) + "/" + std::string(name);
}

std::string escaped(std::string_view words) {
  std::string out;
  for (const char c : words) {
    if (c == '&') {
      out += "&amp;";
    } else if (c == '<') {
      out += "&lt;";
    } else if (c == '>') {
      out += "&gt;";
    } else if (c == '"') {
      out += "&quot;";
    } else {
      out += c;
    }
  }
  return out;
}

/// {{room.name}} becomes its text; names of the template library have no dot.
std::string with_texts(std::string_view page, Language language) {
  std::string out;
  for (std::size_t at = 0; at < page.size();) {
    const std::size_t open = page.find("{{", at);
    const std::size_t close = page.find("}}", open);
    if (open == std::string_view::npos || close == std::string_view::npos) {
      out += page.substr(at);
      break;
    }
    out += page.substr(at, open - at);
    const std::string_view name = page.substr(open + 2, close - open - 2);
    const bool is_message = name.front() >= 'a' && name.front() <= 'z';
    out += is_message ? escaped(text(language, {name})) : std::string(page.substr(open, close + 2 - open));
    at = close + 2;
  }
  return out;
}

void fill_dictionary(ctemplate::TemplateDictionary& dictionary, Language language, const View& view) {
  for (const auto& [name, value] : view.texts()) dictionary.SetValue(name, value);
  for (const View::Section& section : view.sections()) {
    ctemplate::TemplateDictionary* inner = nullptr;
    if (section.page_template.empty()) {
      inner = dictionary.AddSectionDictionary(section.name);
    } else {
      inner = dictionary.AddIncludeDictionary(section.name);
      inner->SetFilename(key(language, section.page_template));
    }
    fill_dictionary(*inner, language, section.view.front());
  }
}

std::string_view web_file(std::string_view path) {
  for (const EmbeddedFile& file : embedded_web())
    if (file.path == path) return file.bytes;
  throw std::logic_error("no file " + std::string(path) + " in the program");
}

}  // namespace

struct Templates::Store {
  ctemplate::TemplateCache cache;
};

Templates::Templates() : store_(std::make_unique<Store>()) {
  for (const EmbeddedFile& file : embedded_web()) {
    if (!file.path.starts_with(kFolder)) continue;
    std::string_view name = file.path.substr(kFolder.size());
    name.remove_suffix(kEnding.size());
    for (const Language language : languages()) {
      if (!store_->cache.StringToTemplateCache(key(language, name), with_texts(file.bytes, language),
                                               ctemplate::STRIP_BLANK_LINES))
        throw std::logic_error("the template " + std::string(file.path) + " cannot be understood");
    }
  }
  // From here on several threads read it.
  store_->cache.Freeze();
}

Templates::~Templates() = default;

std::string Templates::fill(std::string_view name, Language language, const View& view) const {
  ctemplate::TemplateDictionary dictionary{std::string(name)};
  fill_dictionary(dictionary, language, view);
  std::string out;
  if (!store_->cache.ExpandWithData(key(language, name), ctemplate::STRIP_BLANK_LINES, &dictionary, nullptr,
                                    &out))
    throw std::logic_error("the template " + std::string(name) + " cannot be filled");
  return out;
}

std::string_view style_sheet() { return web_file("web/style/site.css"); }
std::string_view icon() { return web_file("web/style/icon.svg"); }

}  // namespace dajuan::site
