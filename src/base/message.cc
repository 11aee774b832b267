#include "base/message.h"

#include <toml++/toml.h>

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

Catalogue load(std::string_view language) {
  Catalogue catalogue;
  const std::string folder = "messages/" + std::string(language) + "/";
  for (const EmbeddedFile& file : embedded_messages()) {
    if (!file.path.starts_with(folder)) continue;
    std::string room(file.path.substr(folder.size()));
    room.resize(room.size() - std::string_view(".toml").size());
    add_table(catalogue, room, toml::parse(file.bytes, file.path));
  }
  return catalogue;
}

const Catalogue& catalogue(Language language) {
  static const Catalogue zh = load("zh");
  static const Catalogue en = load("en");
  return language == Language::zh ? zh : en;
}

}  // namespace

std::string_view language_code(Language language) { return language == Language::zh ? "zh" : "en"; }

std::string text(Language language, const Message& message) {
  const Catalogue& entries = catalogue(language);
  const auto found = entries.find(message.id);
  if (found == entries.end()) {
    std::string fallback = message.id;
    for (const auto& [name, value] : message.arguments) fallback += " " + name + "=" + value;
    return fallback;
  }
  std::string result;
  const std::string& pattern = found->second;
  for (std::size_t i = 0; i < pattern.size();) {
    if (pattern[i] == '{') {
      const std::size_t end = pattern.find('}', i);
      if (end != std::string::npos) {
        const std::string_view name(pattern.data() + i + 1, end - i - 1);
        for (const auto& [argument, value] : message.arguments) {
          if (argument != name) continue;
          const bool is_message = value.size() > 1 && value[0] == '@' && entries.contains(value.substr(1));
          result += is_message ? entries.find(value.substr(1))->second : value;
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
