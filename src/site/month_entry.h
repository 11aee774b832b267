#pragma once
#include <optional>
#include <string>
#include <vector>

#include "base/names.h"
#include "base/period.h"
#include "site/series_results.h"

namespace dajuan::site {

/// What a list of months says of one.
struct MonthEntry {
  Period period;
  std::vector<std::vector<std::string>> clauses;  ///< of its headline, by language as in `languages()`
  Names whole;                                    ///< name of the whole; empty where there is none
  std::string score;                              ///< of the whole, as shown
};
MonthEntry month_entry(const SiteContents& site, const SeriesResults& series, const Result& result);

/// Its headline as one sentence.
std::string sentence_of(Language language, const MonthEntry& entry);

/// To keep an entry beside a site, and to read it again.
std::string text_of(const MonthEntry& entry);
std::optional<MonthEntry> entry_of(const std::string& text);

}  // namespace dajuan::site
