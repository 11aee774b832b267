#include "site/month_entry.h"

#include "base/json.h"
#include "site/sentences.h"
#include "site/text_format.h"

namespace dajuan::site {

MonthEntry month_entry(const SiteContents& site, const SeriesResults& series, const Result& result) {
  MonthEntry entry;
  entry.period = result.period;
  for (const Language language : languages())
    entry.clauses.push_back(month_headline({language, site, series, result, ""}));
  if (result.whole() < 0) return entry;
  const Unit& whole = result.unit(result.whole());
  const Names& name = result.regions[whole.region].name;
  entry.whole = {displayable(name.zh), displayable(name.en)};
  entry.score = score_text(whole.score[result.structure.top()]);
  return entry;
}

std::string sentence_of(Language language, const MonthEntry& entry) {
  const std::vector<std::string>& clauses = entry.clauses[static_cast<std::size_t>(language)];
  return text(language, {"site.sentence", {{"clauses", joined_sentences(language, clauses)}}});
}

std::string text_of(const MonthEntry& entry) {
  JsonValue clauses = JsonValue::array();
  for (const std::vector<std::string>& of_language : entry.clauses) {
    JsonValue list = JsonValue::array();
    for (const std::string& clause : of_language) list.push(clause);
    clauses.push(std::move(list));
  }
  return canonical_json(JsonValue::object({{"period", entry.period.text()},
                                           {"clauses", std::move(clauses)},
                                           {"zh", entry.whole.zh},
                                           {"en", entry.whole.en},
                                           {"score", entry.score}}));
}

std::optional<MonthEntry> entry_of(const std::string& text) {
  Diagnostics ignored;
  const std::optional<JsonValue> json = parse_json(text, "", ignored);
  if (!json) return std::nullopt;
  const auto value = [&](const char* key) {
    const JsonValue* found = json->find(key);
    return found == nullptr ? std::string() : found->text();
  };
  const std::optional<Period> period = Period::parse(value("period"));
  const JsonValue* clauses = json->find("clauses");
  if (!period || clauses == nullptr || clauses->items().size() != languages().size()) return std::nullopt;
  MonthEntry entry{*period, {}, {value("zh"), value("en")}, value("score")};
  for (const JsonValue& of_language : clauses->items()) {
    std::vector<std::string>& list = entry.clauses.emplace_back();
    for (const JsonValue& clause : of_language.items()) list.push_back(clause.text());
  }
  return entry;
}

}  // namespace dajuan::site
