#include "site/levels.h"

#include <algorithm>

namespace dajuan::site {
namespace {

constexpr std::string_view kNamed[] = {"country", "province", "state",   "city",
                                       "county",  "township", "village", "grid"};
constexpr std::string_view kOther = "region";

/// The level that all units share, or none.
std::string_view shared_level(const Result& result, const std::vector<int>& units) {
  std::string_view level;
  for (const int u : units) {
    const std::string& own = result.regions[result.unit(u).region].level;
    if (!level.empty() && level != own) return "";
    level = own;
  }
  return level;
}

std::string_view named(std::string_view level) {
  return std::find(std::begin(kNamed), std::end(kNamed), level) == std::end(kNamed) ? kOther : level;
}

}  // namespace

LevelNames::LevelNames(const Context& context, const std::vector<int>& units)
    : LevelNames(context, shared_level(context.result, units)) {}

LevelNames::LevelNames(const Context& context, std::string_view level)
    : context_(context), level_(named(level)) {}

std::string LevelNames::said(const char* before_level, std::size_t count) const {
  return context_.say({before_level + level_, {{"count", number_word(context_.language, count)}}});
}

std::string LevelNames::counted(std::size_t count) const {
  return said(count == 1 ? "site.count_one." : "site.count.", count);
}

std::string LevelNames::again(std::size_t count) const { return said("site.count_again.", count); }

std::string LevelNames::none() const { return context_.say({"site.count_none." + level_}); }

std::string LevelNames::number_of(std::size_t count) const {
  return context_.say(
      {(count == 1 ? "site.count_one." : "site.count.") + level_, {{"count", std::to_string(count)}}});
}

std::string count_text(const Context& context, const std::vector<int>& units) {
  if (units.size() == 1) return context.say({"site.count.one"});
  return LevelNames(context, units).number_of(units.size());
}

std::string level_text(const Context& context, const std::vector<int>& units) {
  return context.say({"site.level." + std::string(named(shared_level(context.result, units)))});
}

std::string number_word(Language language, std::size_t count) {
  constexpr const char* kWords[] = {"",
                                    "standing.number.1",
                                    "standing.number.2",
                                    "standing.number.3",
                                    "standing.number.4",
                                    "standing.number.5",
                                    "standing.number.6",
                                    "standing.number.7",
                                    "standing.number.8",
                                    "standing.number.9",
                                    "standing.number.10"};
  if (count == 0 || count >= std::size(kWords)) return std::to_string(count);
  return text(language, {kWords[count]});
}

std::string capitalised(std::string text) {
  if (!text.empty() && text.front() >= 'a' && text.front() <= 'z')
    text.front() = static_cast<char>(text.front() - 'a' + 'A');
  return text;
}

}  // namespace dajuan::site
