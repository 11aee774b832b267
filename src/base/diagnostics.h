#pragma once
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "base/message.h"

namespace dajuan {

/// Where in what a person gave us. Rows and columns count from 1 as a spreadsheet shows them; 0 = not known.
struct Place {
  std::string file;
  std::string sheet;      ///< of a workbook
  std::uint32_t row = 0;  ///< line for text files
  std::uint32_t column = 0;
  std::string column_name;  ///< header of the column, or the dotted key of a TOML file
};

enum class Severity : std::uint8_t { note, warning, error };

/// One problem: what was found and what was expected (`message`), and what to do about it (`hint`, may be
/// empty).
struct Diagnostic {
  Severity severity = Severity::error;
  Place place;
  Message message;
  Message hint;
};

/// Collects every problem of an input so that all are told at once. Not thread-safe: parallel readers fill
/// one each and `append` them in a fixed order. Keeps the first `limit_per_message` of one message and
/// severity in detail and counts the rest.
class Diagnostics {
 public:
  explicit Diagnostics(std::size_t limit_per_message = 100) : limit_(limit_per_message) {}

  void error(Place place, Message message, Message hint = {});
  void warning(Place place, Message message, Message hint = {});
  void note(Place place, Message message, Message hint = {});
  void add(Diagnostic diagnostic);
  void append(const Diagnostics& other);

  bool has_errors() const { return errors_ > 0; }
  std::size_t errors() const { return errors_; }
  std::size_t warnings() const { return warnings_; }
  const std::vector<Diagnostic>& items() const { return items_; }
  /// How many of a message were counted but not kept in `items()`.
  std::size_t not_shown(const std::string& message_id) const;

 private:
  struct Tally {
    std::size_t kept = 0;
    std::size_t all = 0;
  };
  std::size_t limit_;
  std::size_t errors_ = 0;
  std::size_t warnings_ = 0;
  std::vector<Diagnostic> items_;
  std::map<std::string, Tally> tallies_;
};

/// One line, "file:row:column name: error: text. hint"; of a workbook "file[sheet]:B14 name: …".
std::string text(Language language, const Diagnostic& diagnostic);
/// A line per problem. What says the same of one column is one line with the other rows behind it; of notes
/// that differ the first, of other problems the first few, and a line that counts the rest with their rows.
std::string text(Language language, const Diagnostics& diagnostics);

}  // namespace dajuan
