#include "base/message.h"

#include <toml++/toml.h>

#include <algorithm>
#include <map>

#include "base/embedded.h"

namespace dajuan {
namespace {

using Catalogue = std::map<std::string, std::string, std::less<>>;

void add_table(Catalogue& catalogue, const std::string& prefix, const toml::table& table) {
  for (const auto& [key, value] : table) {
    const std::string id = prefix + "." + std::string(key.str());
    if (const auto* inner = value.as_table()) {
      add_table(catalogue, id, *inner);
    } else if (const auto* line = value.as_string()) {
      catalogue[id] = line->get();
    }
  }
}

constexpr std::string_view kFolder = "messages/";

/// Every language with its code and texts, zh and en first.
struct Known {
  std::vector<std::string> codes = {"zh", "en"};
  std::vector<Language> values;
  std::vector<Catalogue> catalogues;

  Known() {
    for (const EmbeddedFile& file : embedded_messages()) {
      const std::string_view path = file.path.substr(kFolder.size());
      const std::string code(path.substr(0, path.find('/')));
      if (std::find(codes.begin(), codes.end(), code) == codes.end()) codes.push_back(code);
    }
    std::sort(codes.begin() + 2, codes.end());
    catalogues.resize(codes.size());
    for (std::size_t i = 0; i < codes.size(); ++i) values.push_back(static_cast<Language>(i));
    for (const EmbeddedFile& file : embedded_messages()) {
      const std::string_view path = file.path.substr(kFolder.size());
      const std::size_t slash = path.find('/');
      std::string room(path.substr(slash + 1));
      room.resize(room.size() - std::string_view(".toml").size());
      const auto at = std::find(codes.begin(), codes.end(), path.substr(0, slash)) - codes.begin();
      add_table(catalogues[static_cast<std::size_t>(at)], room, toml::parse(file.bytes, file.path));
    }
  }
};

const Known& known() {
  static const Known all;
  return all;
}

const Catalogue& catalogue(Language language) {
  return known().catalogues[static_cast<std::size_t>(language)];
}

/// The pattern of a message; that of the base language where the language lacks it.
const std::string* find(Language language, std::string_view id) {
  for (const Language from : {language, base_language(language)}) {
    const auto found = catalogue(from).find(id);
    if (found != catalogue(from).end()) return &found->second;
  }
  return nullptr;
}

}  // namespace

std::span<const Language> languages() { return known().values; }

std::string_view language_code(Language language) {
  return known().codes[static_cast<std::size_t>(language)];
}

Language base_language(Language language) {
  if (language == Language::zh || language == Language::en) return language;
  return language_code(language).starts_with("zh") ? Language::zh : Language::en;
}

std::string text(Language language, const Message& message) {
  const std::string* found = find(language, message.id);
  if (found == nullptr) {
    std::string fallback = message.id;
    for (const auto& [name, value] : message.arguments) fallback += " " + name + "=" + value;
    return fallback;
  }
  std::string result;
  const std::string& pattern = *found;
  for (std::size_t i = 0; i < pattern.size();) {
    if (pattern[i] == '{') {
      const std::size_t end = pattern.find('}', i);
      if (end != std::string::npos) {
        const std::string_view name(pattern.data() + i + 1, end - i - 1);
        for (const auto& [argument, value] : message.arguments) {
          if (argument != name) continue;
          const bool is_message = value.size() > 1 && value[0] == '@';
          const std::string* named = is_message ? find(language, std::string_view(value).substr(1)) : nullptr;
          result += named == nullptr ? value : *named;
          break;
        }
        i = end + 1;
        continue;
      }
    }
    result += pattern[i++];
  }
  return result;
}

std::vector<std::string> message_ids(Language language) {
  std::vector<std::string> ids;
  for (const auto& [id, pattern] : catalogue(language)) ids.push_back(id);
  return ids;
}

}  // namespace dajuan
