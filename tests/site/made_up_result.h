#pragma once
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <functional>
#include <string>
#include <tuple>
#include <vector>

#include "base/csv_writer.h"
#include "base/observation.h"
#include "base/period.h"

namespace dajuan::site_test {

namespace fs = std::filesystem;

struct MadeUpRegion {
  std::string code, parent, level, name_zh, name_en;
};

/// A result folder with a small structure and scores that follow from a formula, written as
/// docs/result-folder.md says. What a test wants otherwise it changes before `write`, or in the files after
/// it.
struct MadeUpResult {
  std::string series = "made-up";
  std::string period = "2025-06";
  std::string first = "2023-01";
  bool simulated = false;
  std::string title_zh = "虚构平安指数", title_en = "Made-up safety index";
  std::vector<MadeUpRegion> regions = {
      {"MU-00", "", "country", "全国", "Madeland"},
      {"MU-01", "MU-00", "state", "东州", "East"},
      {"MU-02", "MU-00", "state", "西州", "West"},
      {"MU-03", "MU-00", "state", "南州", "South"},
  };

  static constexpr const char* kIndicators[] = {"burglary", "fire", "homicide", "road"};
  static constexpr double kWeights[] = {1, 1, 3, 1};  ///< within their dimensions: property, life
  static constexpr int kParents[] = {1, 0, 0, 1};     ///< 0 = life, 1 = property

  /// The normalised value of an indicator, 5 to 95.
  static double normalised(std::size_t region, std::size_t indicator, int ordinal) {
    const auto mixed =
        (region * 37 + indicator * 61 + static_cast<std::size_t>(ordinal) * (indicator + 3)) % 91;
    return 5 + static_cast<double>(mixed);
  }

  /// homicide and fire make life (3:1), burglary and road make property (1:1); both make the index (1:1).
  struct Scores {
    double indicator[4], life, property, index;
  };
  static Scores scores(std::size_t region, int ordinal) {
    Scores s{};
    for (std::size_t i = 0; i < 4; ++i) s.indicator[i] = normalised(region, i, ordinal);
    s.life = (s.indicator[1] + 3 * s.indicator[2]) / 4;
    s.property = (s.indicator[0] + s.indicator[3]) / 2;
    s.index = (s.life + s.property) / 2;
    return s;
  }
  /// Half the width of every score's interval, and the difference from which a change is a clear one.
  static constexpr double kHalf = 3;
  static constexpr double kClear = 8;
  static constexpr double kEffective[] = {0.25, 0.125, 0.375, 0.25};

  /// The place of a region's whole: its nearest parent, or the first region.
  std::size_t whole_of(std::size_t r) const {
    for (std::size_t i = 0; i < regions.size(); ++i)
      if (regions[i].code == regions[r].parent) return i;
    return 0;
  }

  void write(const fs::path& folder) const;
};

inline void write_text(const fs::path& path, const std::string& text) {
  fs::create_directories(path.parent_path());
  std::ofstream(path, std::ios::binary) << text;
}

inline std::string read_text(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

/// A folder of its own for a test, removed after it.
class Scratch {
 public:
  explicit Scratch(const std::string& name)
      : path_(fs::temp_directory_path() / ("dajuan-site-" + name + "-" + std::to_string(::getpid()))) {
    fs::remove_all(path_);
    fs::create_directories(path_);
  }
  ~Scratch() { fs::remove_all(path_); }
  Scratch(const Scratch&) = delete;
  Scratch& operator=(const Scratch&) = delete;
  fs::path operator/(const std::string& name) const { return path_ / name; }

 private:
  fs::path path_;
};

inline void MadeUpResult::write(const fs::path& folder) const {
  const auto table = [&](const char* path, const std::string& header,
                         const std::function<void(CsvWriter&, const std::function<void()>&)>& rows) {
    std::string out = header + (simulated ? ",simulated\n" : "\n");
    CsvWriter writer(out);
    rows(writer, [&] {
      if (simulated) writer.text("模拟数据 simulated data");
      writer.end_row();
    });
    write_text(folder / path, out);
  };
  const auto json = [](const std::string& text) {
    std::string out = "\"";
    for (const char c : text) out += c == '"' || c == '\\' ? std::string("\\") + c : std::string(1, c);
    return out + "\"";
  };
  write_text(
      folder / "release.json",
      R"({"caution":{"en":"Made up for tests.","zh":"为测试而虚构。"},"engine":{"name":"dajuan","version":"0.1.0"},)"
      R"("members":"state","period":")" +
          period + R"(","periods":{"first":")" + first + R"(","last":")" + period +
          R"("},"regions":"regions.csv","revision":1,"scheme":{"id":")" + series +
          R"(","version":"1"},"series":")" + series + R"(","simulated":)" + (simulated ? "true" : "false") +
          R"(,"source":{"en":"Nobody","zh":"无"},"summary":{"en":"A summary.","zh":"摘要。"},"title":{"en":)" +
          json(title_en) + R"(,"zh":)" + json(title_zh) +
          R"(},"uncertainty":{"compared":{"base":null,"previous":")" +
          Period::parse(period)->previous().text() + R"(","year_ago":")" +
          Period::parse(period)->year_ago().text() +
          R"("},"draw_error":0.02,"draws":1000,"false_discovery":0.05,"independent":true,"level":0.95,)"
          R"("modelled":1,"seed":"made up"}})");
  write_text(folder / "SHA256SUMS", "");
  write_text(folder / "scheme/scheme.toml", R"([scheme]
id = "made-up"
version = "1"
title = { zh = "虚构平安指数", en = "Made-up safety index" }
summary = { zh = "摘要。", en = "A summary." }
caution = { zh = "为测试而虚构。", en = "Made up for tests." }
method = { zh = "无。", en = "None." }
source = { zh = "无", en = "Nobody" }
simulated = false

[series]
frequency = "month"
members = "state"
fit = { window = "2023-01..2023-12" }

[figures]
regions = "regions.csv"
files = ["figures.csv"]

[levels]
names = [
  { code = "index", zh = "指数", en = "index" },
  { code = "dimension", zh = "一级指标", en = "dimension" },
  { code = "indicator", zh = "二级指标", en = "indicator" },
]

[weights]
source = "given"

[[steps]]
step = "normalise"
method = "minmax"
range = [0, 100]

[[steps]]
step = "aggregate"
method = "arithmetic"
)");
  write_text(
      folder / "scheme/structure.csv",
      "code,parent,level,name_zh,name_en,direction,weight,unit_zh,unit_en,variable\n"
      "index,,index,总指数,Index,,,,,\n"
      "life,index,dimension,生命安全,Life,,1,,,\n"
      "property,index,dimension,财产安全,Property,,1,,,\n"
      "homicide,life,indicator,故意杀人,Homicide,lower,3,每10万人,per 100000 residents,homicides\n"
      "fire,life,indicator,火灾,Fires,lower,1,每10万人,per 100000 residents,fires\n"
      "burglary,property,indicator,入户盗窃,Burglary,lower,1,每10万人,per 100000 residents,burglaries\n"
      "road,property,indicator,道路伤亡,Road harm,lower,1,每10万人,per 100000 residents,road\n");
  {
    std::string out = "region,parent,level,name_zh,name_en\n";
    CsvWriter writer(out);
    for (const MadeUpRegion& r : regions)
      writer.text(r.code).text(r.parent).text(r.level).text(r.name_zh).text(r.name_en).end_row();
    write_text(folder / "inputs/regions.csv", out);
  }
  const Period now = *Period::parse(period);
  const Period begin = *Period::parse(first);
  const int o = now.ordinal();
  constexpr const char* kNodes[] = {"burglary", "fire", "homicide", "index", "life", "property", "road"};
  const auto values = [](const Scores& s) {
    return std::vector<double>{s.indicator[0], s.indicator[1], s.indicator[2], s.index,
                               s.life,         s.property,     s.indicator[3]};
  };
  table("scores/scores.csv", "region,node,score,on_previous,on_year_ago,mean_of_members",
        [&](CsvWriter& writer, const std::function<void()>& end) {
          for (std::size_t r = 0; r < regions.size(); ++r) {
            const auto is = values(scores(r, o)), was = values(scores(r, o - 1)),
                       year = values(scores(r, o - 12));
            for (std::size_t n = 0; n < 7; ++n) {
              writer.text(regions[r].code).text(kNodes[n]).number(is[n]);
              writer.number(is[n] - was[n]).number(is[n] - year[n]).empty();
              end();
            }
          }
        });
  table("scores/series.csv", "region,period,node,score,lower,upper",
        [&](CsvWriter& writer, const std::function<void()>& end) {
          for (std::size_t r = 0; r < regions.size(); ++r)
            for (Period p = begin; p <= now; p = p.plus(1)) {
              const Scores s = scores(r, p.ordinal());
              const std::pair<const char*, double> nodes[] = {
                  {"index", s.index}, {"life", s.life}, {"property", s.property}};
              for (const auto& [node, score] : nodes) {
                writer.text(regions[r].code).text(p.text()).text(node).number(score);
                writer.number(score - kHalf).number(score + kHalf);
                end();
              }
            }
        });
  table("contributions/contributions.csv", "region,node,comparison,kind,part,amount,lower,upper",
        [&](CsvWriter& writer, const std::function<void()>& end) {
          for (std::size_t r = 0; r < regions.size(); ++r) {
            const std::pair<const char*, Scores> against[] = {
                {"peers_mean", scores((r + 1) % regions.size(), o)},
                {"previous", scores(r, o - 1)},
                {"whole", scores(whole_of(r), o)},
                {"year_ago", scores(r, o - 12)}};
            for (const auto& [comparison, from] : against) {
              if (regions[r].parent.empty() && comparison[0] != 'p' && comparison[0] != 'y') continue;
              if (regions[r].parent.empty() && comparison[1] == 'e') continue;
              for (std::size_t i = 0; i < 4; ++i) {
                writer.text(regions[r].code)
                    .text("index")
                    .text(comparison)
                    .text("indicator")
                    .text(kIndicators[i]);
                const double amount = kEffective[i] * (scores(r, o).indicator[i] - from.indicator[i]);
                writer.number(amount).number(amount - 1).number(amount + 1);
                end();
              }
            }
          }
        });
  table("uncertainty/scores.csv", "region,node,lower,upper,standard_error",
        [&](CsvWriter& writer, const std::function<void()>& end) {
          for (std::size_t r = 0; r < regions.size(); ++r) {
            const auto is = values(scores(r, o));
            for (std::size_t n = 0; n < 7; ++n) {
              writer.text(regions[r].code)
                  .text(kNodes[n])
                  .number(is[n] - kHalf)
                  .number(is[n] + kHalf)
                  .number(1.5);
              end();
            }
          }
        });
  table("uncertainty/figures.csv", "region,indicator,method,lower,upper,standard_error",
        [&](CsvWriter& writer, const std::function<void()>& end) {
          for (std::size_t r = 0; r < regions.size(); ++r)
            for (std::size_t i = 0; i < 4; ++i) {
              if (r + 1 == regions.size() && i == 1) continue;
              const double figure = (100 - normalised(r, i, o)) / 4;
              writer.text(regions[r].code).text(kIndicators[i]).text("count");
              writer.number(figure - 0.5).number(figure + 0.5).number(0.25);
              end();
            }
        });
  table("uncertainty/changes.csv", "region,node,comparison,difference,lower,upper,standard_error,p,word",
        [&](CsvWriter& writer, const std::function<void()>& end) {
          for (std::size_t r = 0; r < regions.size(); ++r)
            for (std::size_t n = 0; n < 7; ++n)
              for (const auto& [name, back] : {std::pair{"previous", 1}, std::pair{"year_ago", 12}}) {
                const double difference = values(scores(r, o))[n] - values(scores(r, o - back))[n];
                writer.text(regions[r].code).text(kNodes[n]).text(name).number(difference);
                writer.number(difference - 4).number(difference + 4).number(2).number(0.01);
                writer.text(difference > kClear ? "rose" : difference < -kClear ? "fell" : "no_clear_change");
                end();
              }
        });
  table(
      "uncertainty/figure_changes.csv",
      "region,indicator,comparison,difference,lower,upper,ratio,ratio_lower,ratio_upper,test,overlap,p,word",
      [&](CsvWriter& writer, const std::function<void()>& end) {
        for (std::size_t r = 0; r < regions.size(); ++r)
          for (std::size_t i = 0; i < 4; ++i) {
            const double then = (100 - normalised(r, i, o - 12)) / 4;
            const double is = (100 - normalised(r, i, o)) / 4;
            writer.text(regions[r].code).text(kIndicators[i]).text("year_ago").number(is - then);
            writer.number(is - then - 1).number(is - then + 1).number(is / then).number(is / then / 1.1);
            writer.number(is / then * 1.1).text("count").text("no").number(0.01);
            writer.text(is - then > 2 ? "rose" : is - then < -2 ? "fell" : "no_clear_change");
            end();
          }
      });
  table("uncertainty/ranks.csv",
        "region,node,level,parent,of,lower,upper,marginal_lower,marginal_upper,beside_whole",
        [&](CsvWriter& writer, const std::function<void()>& end) {
          for (std::size_t r = 0; r < regions.size(); ++r)
            for (std::size_t n = 0; n < 7; ++n) {
              const bool whole = regions[r].parent.empty();
              const double beside = values(scores(r, o))[n] - values(scores(whole_of(r), o))[n];
              writer.text(regions[r].code).text(kNodes[n]).text(regions[r].level).text(regions[r].parent);
              writer.integer(whole ? 1 : static_cast<long long>(regions.size()) - 1).integer(1);
              writer.integer(whole ? 1 : 2).integer(1).integer(whole ? 1 : 2);
              writer.text(whole ? "" : beside > kClear ? "better" : beside < -kClear ? "worse" : "not_apart");
              end();
            }
        });
  table("uncertainty/beside.csv", "region,node,beside,difference,lower,upper,standard_error",
        [&](CsvWriter& writer, const std::function<void()>& end) {
          for (std::size_t r = 0; r < regions.size(); ++r)
            for (std::size_t n = 0; n < 7; ++n) {
              if (regions[r].parent.empty()) continue;
              const double beside = values(scores(r, o))[n] - values(scores(whole_of(r), o))[n];
              writer.text(regions[r].code).text(kNodes[n]).text("whole").number(beside);
              writer.number(beside - 4).number(beside + 4).number(2);
              end();
            }
        });
  table("uncertainty/models.csv", "indicator,model,seasonal",
        [&](CsvWriter& writer, const std::function<void()>& end) {
          for (const char* indicator : kIndicators) {
            writer.text(indicator).text("poisson").text("no");
            end();
          }
        });
  table("uncertainty/dispersions.csv", "variable,region,dispersion,terms",
        [&](CsvWriter&, const std::function<void()>&) {});
  table("lights/lights.csv", "region,node,light,reason",
        [&](CsvWriter& writer, const std::function<void()>& end) {
          for (std::size_t r = 0; r < regions.size(); ++r) {
            const auto is = values(scores(r, o));
            for (std::size_t n = 0; n < 7; ++n) {
              const char* light = is[n] < 30 ? "solve_now" : is[n] < 50 ? "falls_short" : "good";
              writer.text(regions[r].code).text(kNodes[n]).text(light).text(is[n] < 50 ? "level" : "");
              end();
            }
          }
        });
  table("steps/figures.csv", "region,indicator,status,figure,1_normalise",
        [&](CsvWriter& writer, const std::function<void()>& end) {
          for (std::size_t r = 0; r < regions.size(); ++r)
            for (std::size_t i = 0; i < 4; ++i) {
              const bool missing = r + 1 == regions.size() && i == 1;
              writer.text(regions[r].code).text(kIndicators[i]).text(missing ? "L" : "A");
              writer.number(missing ? kMissing : (100 - normalised(r, i, o)) / 4);
              writer.number(normalised(r, i, o));
              end();
            }
        });
  const std::string last = regions.back().code;
  table("steps/changes.csv", "step,indicator,period,region,change,before,after",
        [&](CsvWriter& writer, const std::function<void()>& end) {
          writer.text("1_impute").text("fire").text(period).text(last).text("imputed").empty().number(3.5);
          end();
        });
  table("steps/notes.csv", "step,node,period,region,note_en,note_zh",
        [&](CsvWriter& writer, const std::function<void()>& end) {
          writer.text("1_impute").text("fire").text("").text("").text("A note.").text("一条说明。");
          end();
        });
  table("steps/weights.csv", "node,parent,weight,effective_weight",
        [&](CsvWriter& writer, const std::function<void()>& end) {
          const std::tuple<const char*, const char*, double, double> rows[] = {
              {"burglary", "property", 1, 0.25}, {"fire", "life", 1, 0.125},
              {"homicide", "life", 3, 0.375},    {"index", "", 1, 1},
              {"life", "index", 1, 0.5},         {"property", "index", 1, 0.5},
              {"road", "property", 1, 0.25}};
          for (const auto& [node, parent, weight, effective] : rows) {
            writer.text(node).text(parent).number(weight).number(effective);
            end();
          }
        });
  table(
      "steps/zero_runs.csv", "variable,region,from,to,periods,log10_probability,mean,mean_from,set_aside",
      [&](CsvWriter& writer, const std::function<void()>& end) {
        writer.text("fires").text(last).text("2024-03").text("2024-08").integer(6).number(-11.4).number(4.2);
        writer.text("own_periods").text("true");
        end();
      });
}

}  // namespace dajuan::site_test
