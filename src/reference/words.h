#pragma once
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/diagnostics.h"
#include "base/json.h"

namespace dajuan::reference {

/// An object of a config.json that is read word by word. Whatever is asked for and is not there or not of the
/// right kind, whatever word is not among the known ones, and every key that nobody asked for (`done`) is an
/// error that names file, place and word. After an error a harmless value is returned so that all errors of a
/// case are found at once.
class Words {
 public:
  /// What is not an object is taken as an empty one.
  Words(const JsonValue& object, std::string file, std::string place, Diagnostics& diagnostics);

  bool has(std::string_view key) const;
  bool has_value(std::string_view key);  ///< there and not null; null counts as read
  bool is_text(std::string_view key) const;
  bool is_object(std::string_view key) const;
  std::vector<std::string> keys() const;

  void require(std::string_view key);
  std::string text(std::string_view key);
  std::vector<std::string> texts(std::string_view key);  ///< one text or a list of texts
  double number(std::string_view key);
  double number(std::string_view key, double otherwise);
  std::vector<double> numbers(std::string_view key);            ///< one number or a list of numbers
  std::vector<std::vector<double>> rows(std::string_view key);  ///< a list of lists of numbers
  int whole(std::string_view key, int otherwise);
  bool flag(std::string_view key, bool otherwise);
  Words object(std::string_view key);
  std::vector<Words> objects(std::string_view key);

  template <typename Value>
  using Known = std::vector<std::pair<std::string_view, Value>>;
  template <typename Value>
  Value choose(std::string_view key, const Known<Value>& known) {
    return choose_word(key, text(key), known);
  }
  template <typename Value>
  std::vector<Value> choose_all(std::string_view key, const Known<Value>& known) {
    std::vector<Value> values;
    for (const std::string& word : texts(key)) values.push_back(choose_word(key, word, known));
    if (values.empty()) values.push_back(known.front().second);
    return values;
  }

  /// The keys hold what is for people: any value will do.
  void for_people(const std::vector<std::string_view>& keys);
  void unknown(std::string_view key, std::string_view found);
  /// `kind` is the message that says what was expected.
  void wrong_kind(std::string_view key, const char* kind);
  /// Every key that was not asked for is an error.
  void done();

 private:
  template <typename Value>
  Value choose_word(std::string_view key, const std::string& word, const Known<Value>& known) {
    for (const auto& [name, value] : known)
      if (name == word) return value;
    unknown(key, word);
    return known.front().second;
  }
  const JsonValue* find(std::string_view key);
  const JsonValue* expect(std::string_view key, JsonKind wanted, const char* kind);
  Place place(std::string_view key) const;

  const JsonValue* object_;
  std::string file_;
  std::string place_;
  Diagnostics* diagnostics_;
  std::set<std::string, std::less<>> asked_;
};

}  // namespace dajuan::reference
