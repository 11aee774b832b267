#pragma once
#include <climits>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/diagnostics.h"
#include "base/names.h"
#include "base/toml.h"

namespace dajuan::index {

/// The words that a key may have as its value.
template <typename E>
using Words = std::span<const std::pair<std::string_view, E>>;

/// The entry of `known` that differs least from `word`, empty when none is near (edit distance at most a
/// third of the length).
std::string nearest(std::string_view word, const std::vector<std::string>& known);

/// A value as it would be written, with "…" between the brackets of what holds others.
std::string written(const TomlValue& value);

/// `a, b, c`.
std::string joined(const std::vector<std::string>& words);

/// Of numbers that may be as large as they like.
inline constexpr double kNoLimit = 1e300;

enum class Need { optional, required };

/// One table of a TOML file while it is being read. Every value is asked for by key; what has the wrong type
/// or an unexpected value is told with its place and treated as absent; `finish` tells of keys that nobody
/// asked for. Nothing is copied: the document and the diagnostics must outlive the section.
class Section {
 public:
  Section(const TomlValue& table, std::string path, std::string file, Diagnostics& diagnostics);

  bool has(std::string_view key) const;
  std::optional<std::string> text(std::string_view key, Need need = Need::optional);
  std::optional<double> number(std::string_view key, double least = -kNoLimit, double most = kNoLimit);
  std::optional<int> whole(std::string_view key, int least = INT_MIN, int most = INT_MAX);
  std::optional<bool> flag(std::string_view key);
  std::vector<double> numbers(std::string_view key);
  std::vector<std::string> texts(std::string_view key);
  /// A text in both languages, `{ zh = "…", en = "…" }`; a missing language is a warning.
  Names names(std::string_view key, Need need = Need::optional);
  std::optional<Section> table(std::string_view key, Need need = Need::optional);
  /// An array of tables; the path of each ends in its number, from 1.
  std::vector<Section> tables(std::string_view key);
  /// The keys of this table, in the order of the file's document tree; asking does not mark them as known.
  std::vector<std::string> keys() const;
  /// The value as it stands, marked as asked for; nothing when absent.
  const TomlValue* raw(std::string_view key);

  template <typename E>
  std::optional<E> word(std::string_view key, Words<E> words, Need need = Need::optional) {
    const std::optional<std::string> found = text(key, need);
    if (!found) return std::nullopt;
    std::vector<std::string> known;
    for (const auto& [word, value] : words) {
      if (word == *found) return value;
      known.emplace_back(word);
    }
    bad_word(key, *found, known);
    return std::nullopt;
  }

  void finish();

  /// The place of a key, or of the table itself when the key is not there.
  Place place(std::string_view key = {}) const;
  Place place(std::string_view key, const TomlValue& value) const;
  const std::string& path() const { return path_; }
  const std::string& file() const { return file_; }
  Diagnostics& diagnostics() const { return *diagnostics_; }
  void error(std::string_view key, Message message, Message hint = {}) const;
  void warning(std::string_view key, Message message, Message hint = {}) const;
  /// Found something else than expected; `expected` is a text or "@" and a message.
  void wrong(std::string_view key, const TomlValue& value, std::string expected) const;
  void bad_word(std::string_view key, const std::string& found, const std::vector<std::string>& known) const;

 private:
  void tell_range(std::string_view key, std::string found, std::string least, std::string most) const;
  std::string dotted(std::string_view key) const;
  const TomlValue* find(std::string_view key, Need need, std::string_view expected);

  const TomlValue* table_;
  std::string path_;
  std::string file_;
  Diagnostics* diagnostics_;
  std::vector<std::string> asked_;
};

}  // namespace dajuan::index
