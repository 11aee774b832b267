#pragma once
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace dajuan {

enum class Language { zh, en };

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

/// "zh" or "en".
std::string_view language_code(Language language);

}  // namespace dajuan
