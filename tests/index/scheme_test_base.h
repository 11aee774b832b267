#pragma once
#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <string_view>

#include "base/table.h"
#include "base/toml.h"
#include "index/scheme_file.h"

namespace dajuan::index {

/// A sound scheme in the small; tests spoil it at one place.
inline const std::string kSchemeText = R"([scheme]
id = "small"
version = "1"
title = { zh = "小", en = "Small" }
summary = { zh = "小方案", en = "A small scheme" }
method = { zh = "方法", en = "Method" }
source = { zh = "虚构", en = "Made up" }

[series]
frequency = "quarter"
members = "county"
fit = { window = "2022-Q4..2023-Q4" }

[figures]
regions = "regions.csv"
files = ["figures.csv"]

[variables.people]
known_after = -12

[zero_rule]
bound = 1e-6
exposure = "people"

[levels]
names = [
  { code = "index", zh = "指数", en = "index" },
  { code = "topic", zh = "主题", en = "topic" },
  { code = "indicator", zh = "指标", en = "indicator" },
]

[defaults]
window = 12
denominator = "people"
factor = 1000

[weights]
source = "ahp"

[[ahp]]
parent = "top"
children = ["b", "a", "c"]
matrix = [
  [1, 2, 4],
  ["1/2", 1, 2],
  ["1/4", "1/2", 1],
]
reason = { zh = "理由", en = "Reason" }

[[steps]]
step = "treat"
first = { method = "winsorise", max_points = 5 }

[[steps]]
step = "normalise"
method = "minmax"
range = [1, 100]

[[steps]]
step = "aggregate"
method = "geometric"

[lights.general]
level = { falls_short = 60, solve_now = 40 }
)";

inline const std::string kStructureText =
    "code,parent,level,name_zh,name_en,direction,weight,unit,variable,window,reduce,annualise,denominator,"
    "factor,bridging,max_age,pool,target,lower_post,upper_post,basis,note_zh,note_en,"
    "error,dispersion,sample_size,standard_error,seasonal\n"
    "top,,index,总,Top,,,,,,,,,,,,,,,,,,,,,,,\n"
    "a,top,topic,甲,A,,1,,,,,,,,,,,,,,,,,,,,,\n"
    "b,top,topic,乙,B,,1,,,,,,,,,,,,,,,,,,,,,\n"
    "c,top,topic,丙,C,,1,,,,,,,,,,,,,,,,,,,,,\n"
    "a1,a,indicator,甲一,A one,lower,2,件,x + 2 * y,6,,,,,,,,,,,,,,overdispersed,2.5,,,\n"
    "a2,a,indicator,甲二,A two,-1,3,件,z,,mean,,none,,,36,people,,0,10,made up,注,note,normal,,,1.5,no\n"
    "b1,b,indicator,乙一,B one,正向,1,%,u,3,last,,v,100,last_known,,mean,95,,,,,,proportion,,,,\n"
    "c1,c,indicator,丙一,C one,higher,1,%,w,,sum,TRUE,,,,,,,,,,,,,,,,\n";

struct Parsed {
  Scheme scheme;
  Diagnostics diagnostics;
};

inline Parsed parse(const std::string& toml, const std::string& csv) {
  Parsed result;
  const auto document = parse_toml(toml, "scheme.toml", result.diagnostics);
  const auto table = read_csv_table(csv, "structure.csv", TableLimits(), result.diagnostics);
  REQUIRE(document.has_value());
  REQUIRE(table.has_value());
  result.scheme = parse_scheme(*document, *table, "scheme.toml", result.diagnostics);
  return result;
}

inline std::string replaced(std::string text, std::string_view from, std::string_view to) {
  const std::size_t at = text.find(from);
  REQUIRE_MESSAGE(at != std::string::npos, "the text to spoil is there: " << from);
  return text.replace(at, from.size(), to);
}

}  // namespace dajuan::index
