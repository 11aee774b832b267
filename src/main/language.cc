#include "main/language.h"

#include <cstdlib>

namespace dajuan {

Language choose_language(std::span<const char* const> arguments, std::string_view locale) {
  constexpr std::string_view kOption = "--lang";
  std::string_view wanted = locale;
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    const std::string_view argument = arguments[i];
    if (argument == "--") break;
    if (argument == kOption && i + 1 < arguments.size()) wanted = arguments[i + 1];
    if (argument.starts_with("--lang=")) wanted = argument.substr(kOption.size() + 1);
  }
  return wanted.starts_with("zh") ? Language::zh : Language::en;
}

std::string_view message_locale() {
  for (const char* name : {"LC_ALL", "LC_MESSAGES", "LANG"}) {
    const char* value = std::getenv(name);
    if (value != nullptr && *value != '\0') return value;
  }
  return {};
}

}  // namespace dajuan
