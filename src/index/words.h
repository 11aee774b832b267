#pragma once
#include <string_view>
#include <utility>

#include "base/period.h"
#include "index/error_model.h"
#include "index/indicator_rule.h"
#include "index/scheme.h"
#include "index/steps.h"
#include "index/structure.h"

/// The words of a scheme's files and what they mean. They are stored in files: add, do not change. The first
/// word of a meaning is the one that is written.
namespace dajuan::index {

template <typename E>
using Word = std::pair<std::string_view, E>;

inline constexpr Word<Direction> kDirections[] = {
    {"higher", Direction::higher_is_better}, {"lower", Direction::lower_is_better},
    {"1", Direction::higher_is_better},      {"-1", Direction::lower_is_better},
    {"+1", Direction::higher_is_better},     {"正向", Direction::higher_is_better},
    {"逆向", Direction::lower_is_better}};
inline constexpr Word<bool> kDenominatorOver[] = {{"end", false}, {"window", true}};
inline constexpr Word<Reduce> kReduces[] = {
    {"sum", Reduce::sum}, {"mean", Reduce::mean}, {"last", Reduce::last}};
inline constexpr Word<ErrorKind> kErrorKinds[] = {{"exact", ErrorKind::exact},
                                                  {"poisson", ErrorKind::poisson},
                                                  {"overdispersed", ErrorKind::overdispersed},
                                                  {"proportion", ErrorKind::proportion},
                                                  {"normal", ErrorKind::normal}};
inline constexpr Word<Bridging> kBridgings[] = {{"last_known", Bridging::last_known},
                                                {"same_period", Bridging::same_period},
                                                {"linear", Bridging::linear}};
/// Also as spreadsheets write them.
inline constexpr Word<bool> kFlags[] = {{"true", true}, {"false", false}, {"TRUE", true}, {"FALSE", false},
                                        {"yes", true},  {"no", false},    {"1", true},    {"0", false},
                                        {"是", true},   {"否", false}};
inline constexpr Word<Frequency> kFrequencies[] = {{"month", Frequency::month},
                                                   {"quarter", Frequency::quarter},
                                                   {"half_year", Frequency::half_year},
                                                   {"year", Frequency::year}};
inline constexpr Word<WeightSource> kWeightSources[] = {{"given", WeightSource::given},
                                                        {"equal", WeightSource::equal},
                                                        {"ahp", WeightSource::ahp},
                                                        {"pca", WeightSource::pca}};

inline constexpr Word<ImputeOverTimeStep::Method> kOverTime[] = {
    {"last", ImputeOverTimeStep::Method::last},
    {"constant", ImputeOverTimeStep::Method::constant},
    {"linear", ImputeOverTimeStep::Method::linear},
    {"linear_constant", ImputeOverTimeStep::Method::linear_constant}};
inline constexpr Word<ScreenStep::Rule> kScreenRules[] = {{"availability", ScreenStep::Rule::availability},
                                                          {"nonzero", ScreenStep::Rule::nonzero},
                                                          {"both", ScreenStep::Rule::both}};
inline constexpr Word<Treatment::Method> kTreatments[] = {
    {"none", Treatment::Method::none},
    {"winsorise", Treatment::Method::winsorise},
    {"log_shift", Treatment::Method::log_shift},
    {"log_unit_shift", Treatment::Method::log_unit_shift},
    {"log_shift_signed", Treatment::Method::log_shift_signed},
    {"log_gii", Treatment::Method::log_gii},
    {"boxcox", Treatment::Method::boxcox}};
inline constexpr Word<NormaliseMethod> kNormalisations[] = {
    {"none", NormaliseMethod::none},
    {"minmax", NormaliseMethod::minmax},
    {"zscore", NormaliseMethod::zscore},
    {"scaled", NormaliseMethod::scaled},
    {"rank", NormaliseMethod::rank},
    {"borda", NormaliseMethod::borda},
    {"percentile_rank", NormaliseMethod::percentile_rank},
    {"distance_to_max", NormaliseMethod::distance_to_max},
    {"distance_to_reference", NormaliseMethod::distance_to_reference},
    {"distance_to_target", NormaliseMethod::distance_to_target},
    {"fraction_of_max", NormaliseMethod::fraction_of_max},
    {"goalposts", NormaliseMethod::goalposts},
    {"above_below_mean", NormaliseMethod::above_below_mean},
    {"categorical", NormaliseMethod::categorical},
    {"adjusted_mazziotta_pareto", NormaliseMethod::adjusted_mazziotta_pareto}};
inline constexpr Word<Ties> kTies[] = {{"min", Ties::min}, {"average", Ties::average}, {"max", Ties::max}};
inline constexpr Word<AggregateMethod> kAggregations[] = {
    {"arithmetic", AggregateMethod::arithmetic},
    {"geometric", AggregateMethod::geometric},
    {"harmonic", AggregateMethod::harmonic},
    {"power", AggregateMethod::power},
    {"copeland", AggregateMethod::copeland},
    {"mazziotta_pareto", AggregateMethod::mazziotta_pareto},
    {"benefit_of_the_doubt", AggregateMethod::benefit_of_the_doubt}};

/// The word that is written for a meaning.
template <typename E, std::size_t N>
constexpr std::string_view word_of(const Word<E> (&words)[N], E meaning) {
  for (const auto& [word, value] : words) {
    if (value == meaning) return word;
  }
  return {};
}

}  // namespace dajuan::index
