#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace dajuan {

/// A language of the message files. zh and en are always there; a further one is a folder more in messages/
/// ("zh-Hant") and has no name in the sources: it is one of `languages()`.
enum class Language : std::uint8_t { zh, en };

/// A text for people that is not yet in any language: an identifier of the message files and its arguments.
/// Pure rooms make messages; only the edge (command line, pages) turns them into text.
/// `id` is `room.name`, found in `messages/<language>/<room>.toml`; there `{name}` stands for an argument.
struct Message {
  Message() = default;
  Message(std::string_view message_id,
          std::vector<std::pair<std::string, std::string>> message_arguments = {})
      : id(message_id), arguments(std::move(message_arguments)) {}

  bool empty() const { return id.empty(); }
  friend bool operator==(const Message&, const Message&) = default;

  std::string id;
  std::vector<std::pair<std::string, std::string>> arguments;
};

/// The text of a message in a language. A message that is in no file gives its identifier and arguments:
/// nothing is ever lost to a missing translation (a test finds those). An argument that starts with '@' names
/// another message.
std::string text(Language language, const Message& message);

/// All identifiers known in a language, sorted. For the test that compares languages.
std::vector<std::string> message_ids(Language language);

/// zh, en, then the others in order of their codes.
std::span<const Language> languages();

/// "zh", "en", "zh-Hant": the name of the folder in messages/, as BCP 47 has it.
std::string_view language_code(Language language);

/// zh or en: the one whose texts and names stand in for what a language lacks. Of "zh-Hant" it is zh, of any
/// other language en.
Language base_language(Language language);

}  // namespace dajuan
