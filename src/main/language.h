#pragma once
#include <optional>
#include <span>
#include <string_view>

#include "base/message.h"

namespace dajuan {

/// The language of a run, known before the command line is parsed since help and usage errors are texts too:
/// `--lang zh`, `--lang=zh`, else the first of LC_ALL, LC_MESSAGES and LANG that is set and not empty
/// (`locale`). Chinese when it begins with zh, else English.
Language choose_language(std::span<const char* const> arguments, std::string_view locale);

/// The locale that the environment asks for messages, empty when it asks for none.
std::string_view message_locale();

}  // namespace dajuan
