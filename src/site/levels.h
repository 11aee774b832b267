#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "site/context.h"

namespace dajuan::site {

/// Regions are called by their level, or "regions" where levels differ or have no word.

/// "32 states", where all are of one level; else "32 regions".
std::string count_text(const Context& context, const std::vector<int>& units);
/// "State", or "Region" where levels differ.
std::string level_text(const Context& context, const std::vector<int>& units);

/// The words of one level for sentences; counts up to ten are words in English.
class LevelNames {
 public:
  /// The level that all units share, or "region".
  LevelNames(const Context& context, const std::vector<int>& units);
  LevelNames(const Context& context, std::string_view level);

  /// "seven states", "one state"; 7个州.
  std::string counted(std::size_t count) const;
  /// Where the noun was said before: "four"; 4个州.
  std::string again(std::size_t count) const;
  /// "no state"; 没有一个州.
  std::string none() const;
  /// "32 states", in digits always.
  std::string number_of(std::size_t count) const;

 private:
  std::string said(const char* before_level, std::size_t count) const;
  const Context& context_;
  std::string level_;
};

/// "seven"; digits above ten, and in Chinese always.
std::string number_word(Language language, std::size_t count);
/// With a capital first letter, where it is a Latin one.
std::string capitalised(std::string text);

}  // namespace dajuan::site
