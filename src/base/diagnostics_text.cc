#include <algorithm>
#include <map>
#include <tuple>
#include <utility>

#include "base/diagnostics.h"

namespace dajuan {
namespace {

/// How many differing texts of one message in one column are told in full. A note asks for nothing.
constexpr std::size_t kToldNotes = 1;
constexpr std::size_t kToldOthers = 10;
/// How many rows, or runs of rows, are listed.
constexpr std::size_t kRowRuns = 12;

/// The column of a spreadsheet: 1 is A, 27 is AA.
std::string column_letters(std::uint32_t column) {
  std::string letters;
  for (; column > 0; column = (column - 1) / 26)
    letters.insert(letters.begin(), static_cast<char>('A' + (column - 1) % 26));
  return letters;
}

/// file, file[sheet], and the name of the column when there is one.
std::string place_without_row(const Place& place) {
  std::string text = place.file;
  if (!place.sheet.empty()) text += "[" + place.sheet + "]";
  if (!place.column_name.empty()) text += " " + place.column_name;
  return text;
}

std::string what(Language language, const Diagnostic& diagnostic) {
  constexpr const char* kSeverity[] = {"base.severity.note", "base.severity.warning", "base.severity.error"};
  std::string line = text(language, Message(kSeverity[static_cast<int>(diagnostic.severity)]));
  line += text(language, diagnostic.message);
  if (diagnostic.hint.empty()) return line;
  // Chinese sentences stand side by side.
  return line + (base_language(language) == Language::zh ? "" : " ") + text(language, diagnostic.hint);
}

/// `3–7, 12, 15`
std::string row_list(Language language, std::vector<std::uint32_t> rows) {
  const std::string comma = base_language(language) == Language::zh ? "、" : ", ";
  std::sort(rows.begin(), rows.end());
  std::string list;
  std::size_t runs = 0;
  for (std::size_t i = 0; i < rows.size(); ++runs) {
    std::size_t end = i + 1;
    while (end < rows.size() && rows[end] <= rows[end - 1] + 1) ++end;
    if (runs == kRowRuns) return list + " …";
    list += (runs == 0 ? "" : comma) + std::to_string(rows[i]);
    if (rows[end - 1] != rows[i]) list += "–" + std::to_string(rows[end - 1]);
    i = end;
  }
  return list;
}

/// Problems of one message in one column, as they will be told.
struct Group {
  struct Line {
    std::string said;
    std::string text;
    std::uint32_t row = 0;
    std::vector<std::uint32_t> also;
  };
  std::string place;
  std::vector<Line> lines;
  std::vector<std::uint32_t> rest;
};

class Teller {
 public:
  explicit Teller(Language language) : language_(language) {}

  void take(const Diagnostic& item) {
    const auto [at, is_new] = places_.emplace(
        std::tuple(item.message.id, item.place.file, item.place.sheet, item.place.column_name),
        groups_.size());
    if (is_new) groups_.push_back({place_without_row(item.place), {}, {}});
    Group& group = groups_[at->second];
    std::string said = what(language_, item);
    for (Group::Line& line : group.lines) {
      if (line.said != said || item.place.row == 0 || item.place.row == line.row) continue;
      line.also.push_back(item.place.row);
      return;
    }
    const std::size_t limit = item.severity == Severity::note ? kToldNotes : kToldOthers;
    if (item.place.row != 0 && group.lines.size() >= limit) {
      group.rest.push_back(item.place.row);
      return;
    }
    group.lines.push_back({std::move(said), text(language_, item), item.place.row, {}});
  }

  std::string told() const {
    std::string out;
    for (const Group& group : groups_) {
      for (const Group::Line& line : group.lines) {
        out += line.text;
        if (!line.also.empty()) out += say("base.also_in_rows", {{"rows", row_list(language_, line.also)}});
        out += "\n";
      }
      if (group.rest.empty()) continue;
      out += say("base.more_like_this", {{"place", group.place},
                                         {"count", std::to_string(group.rest.size())},
                                         {"rows", row_list(language_, group.rest)}}) +
             "\n";
    }
    return out;
  }

 private:
  std::string say(std::string_view id, std::vector<std::pair<std::string, std::string>> arguments) const {
    return text(language_, Message(id, std::move(arguments)));
  }

  Language language_;
  std::vector<Group> groups_;  ///< in the order of their first problem
  std::map<std::tuple<std::string, std::string, std::string, std::string>, std::size_t> places_;
};

}  // namespace

std::string text(Language language, const Diagnostic& diagnostic) {
  const Place& place = diagnostic.place;
  std::string line = place.file;
  if (!place.sheet.empty()) line += "[" + place.sheet + "]";
  if (!place.sheet.empty() && place.row != 0 && place.column != 0) {
    line += ":" + column_letters(place.column) + std::to_string(place.row);
  } else {
    if (place.row != 0) line += ":" + std::to_string(place.row);
    if (place.column != 0) line += ":" + std::to_string(place.column);
  }
  if (!place.column_name.empty()) line += " " + place.column_name;
  if (!line.empty()) line += ": ";
  return line + what(language, diagnostic);
}

std::string text(Language language, const Diagnostics& diagnostics) {
  Teller teller(language);
  std::map<std::string, const Diagnostic*> not_listed;
  for (const Diagnostic& item : diagnostics.items()) {
    teller.take(item);
    if (diagnostics.not_shown(item.message.id) > 0) not_listed[item.message.id] = &item;
  }
  std::string lines = teller.told();
  for (const auto& [id, last] : not_listed) {
    lines += text(language, Message("base.not_listed", {{"count", std::to_string(diagnostics.not_shown(id))},
                                                        {"example", text(language, *last)}})) +
             "\n";
  }
  return lines;
}

}  // namespace dajuan
