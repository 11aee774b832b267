#include "release/result_files.h"

#include <algorithm>
#include <tuple>

#include "base/json.h"
#include "base/number_text.h"
#include "index/contribution_limits.h"
#include "index/peers.h"
#include "index/row_score.h"
#include "release/result_steps.h"
#include "release/result_table.h"
#include "release/uncertainty_files.h"

namespace dajuan::release {
namespace {

using namespace dajuan::index;

std::vector<std::size_t> rows_of_period(const Series& series, Period period) {
  std::vector<std::size_t> rows;
  const Panel& panel = series.panel();
  for (std::size_t r = 0; r < panel.units.size(); ++r)
    if (panel.units[r].period == period) rows.push_back(r);
  return rows;
}

double difference(const std::vector<double>& reference, double score, std::size_t node) {
  return reference.empty() ? kMissing : score - reference[node];
}

std::string scores_csv(const ResultParts& parts, const std::vector<std::size_t>& rows) {
  const Series& series = parts.series;
  std::string out;
  ResultTable table(out, parts.scheme.simulated,
                    {"region", "node", "score", "on_previous", "on_year_ago", "mean_of_members"});
  const std::vector<std::size_t> order = nodes_by_code(series.structure());
  for (const std::size_t r : rows) {
    const std::vector<double> previous = series.reference(r, Comparison::previous);
    const std::vector<double> year_ago = series.reference(r, Comparison::year_ago);
    std::vector<double> members;
    if (!series.panel().units[r].fits) members = mean_of_scores(series.result(), series.members_of(r));
    for (const std::size_t n : order) {
      const double score = series.score(r, n);
      table.text(series.panel().units[r].code).text(series.structure().nodes[n].code).number(score);
      table.number(difference(previous, score, n)).number(difference(year_ago, score, n));
      table.number(members.empty() ? kMissing : members[n]).end_row();
    }
  }
  return out;
}

std::string series_csv(const ResultParts& parts) {
  const Series& series = parts.series;
  const Structure& structure = series.structure();
  const Panel& panel = series.panel();
  std::vector<std::size_t> rows(panel.units.size());
  for (std::size_t r = 0; r < rows.size(); ++r) rows[r] = r;
  std::sort(rows.begin(), rows.end(), [&](std::size_t a, std::size_t b) {
    return std::tie(panel.units[a].code, panel.units[a].period) <
           std::tie(panel.units[b].code, panel.units[b].period);
  });
  std::string out;
  ResultTable table(out, parts.scheme.simulated, {"region", "period", "node", "score", "lower", "upper"});
  const std::vector<std::size_t> order = nodes_by_code(structure);
  for (const std::size_t r : rows) {
    if (panel.units[r].period > parts.period) continue;
    const std::string period = panel.units[r].period.text();
    for (const std::size_t n : order) {
      if (n < structure.indicators) continue;
      const Limits& limits = parts.series_limits[r * structure.nodes.size() + n];
      table.text(panel.units[r].code).text(period).text(structure.nodes[n].code).number(series.score(r, n));
      table.number(limits.lower).number(limits.upper).end_row();
    }
  }
  return out;
}

std::string_view kind_name(Part::Kind kind) {
  constexpr std::string_view kNames[] = {"indicator", "weight_shift", "balance", "undivided"};
  return kNames[static_cast<std::size_t>(kind)];
}

std::string contributions_csv(const ResultParts& parts, const std::vector<std::size_t>& rows) {
  const Series& series = parts.series;
  const Structure& structure = series.structure();
  struct Line {
    std::string_view comparison, kind, part;
    double amount;
    Limits limits;
  };
  std::string out;
  ResultTable table(out, parts.scheme.simulated,
                    {"region", "node", "comparison", "kind", "part", "amount", "lower", "upper"});
  std::vector<Line> lines;
  const std::vector<std::size_t> order = nodes_by_code(structure);
  for (const std::size_t r : rows) {
    std::vector<std::pair<Comparison, std::vector<double>>> references;
    for (const Comparison comparison : kComparisons)
      if (std::vector<double> from = series.reference(r, comparison); !from.empty())
        references.emplace_back(comparison, std::move(from));
    const std::vector<double> to = row_of(series.result().scores, r);
    for (const std::size_t n : order) {
      if (n < structure.indicators) continue;
      lines.clear();
      for (const auto& [comparison, from] : references)
        for (const Part& part : decompose(series.engine(), from, to, static_cast<int>(n)).parts)
          lines.push_back({comparison_name(comparison), kind_name(part.kind),
                           structure.nodes[static_cast<std::size_t>(part.node)].code, part.amount,
                           contribution_limits(parts.uncertainty, r, comparison, part)});
      std::sort(lines.begin(), lines.end(), [](const Line& a, const Line& b) {
        return std::tie(a.comparison, a.kind, a.part) < std::tie(b.comparison, b.kind, b.part);
      });
      for (const Line& line : lines) {
        table.text(series.panel().units[r].code).text(structure.nodes[n].code);
        table.text(line.comparison).text(line.kind).text(line.part).number(line.amount);
        table.number(line.limits.lower).number(line.limits.upper).end_row();
      }
    }
  }
  return out;
}

std::string lights_csv(const ResultParts& parts, const std::vector<std::size_t>& rows) {
  constexpr std::string_view kLights[] = {"good", "falls_short", "solve_now"};
  constexpr std::string_view kReasons[] = {"", "level", "target", "past", "peers"};
  const Series& series = parts.series;
  std::string out;
  ResultTable table(out, parts.scheme.simulated, {"region", "node", "light", "reason"});
  const std::vector<std::size_t> order = nodes_by_code(series.structure());
  for (const std::size_t r : rows) {
    for (const std::size_t n : order) {
      const NodeLight& light = series.light(r, n);
      if (light.light == Light::unknown) continue;
      table.text(series.panel().units[r].code).text(series.structure().nodes[n].code);
      table.text(kLights[static_cast<std::size_t>(light.light)]);
      table.text(kReasons[static_cast<std::size_t>(light.reason)]).end_row();
    }
  }
  return out;
}

JsonValue names(const Names& both) {
  return JsonValue::object({{"en", both.in(Language::en)}, {"zh", both.in(Language::zh)}});
}

JsonValue map_json(const MapRule& map) {
  const std::size_t folder = map.outlines.find_last_of('/');
  JsonValue json = JsonValue::object({
      {"file", folder == std::string::npos ? map.outlines : map.outlines.substr(folder + 1)},
      {"property", map.property},
      {"credit", names(map.credit)},
  });
  if (map.approval != Names()) json.add("approval", names(map.approval));
  return json;
}

std::string release_json(const ResultParts& parts) {
  const Scheme& scheme = parts.scheme;
  JsonValue json = JsonValue::object({
      {"series", scheme.id},
      {"period", parts.period.text()},
      {"revision", 1},
      {"scheme", JsonValue::object({{"id", scheme.id}, {"version", scheme.version}})},
      {"engine", JsonValue::object({{"name", "dajuan"}, {"version", parts.version}})},
      {"simulated", scheme.simulated},
      {"title", names(scheme.title)},
      {"summary", names(scheme.summary)},
      {"caution", names(scheme.caution)},
      {"source", names(scheme.source)},
      {"members", scheme.members},
      {"regions", scheme.regions_file},
      {"uncertainty", uncertainty_json(parts)},
      {"periods", JsonValue::object({{"first", parts.series.first().text()}, {"last", parts.period.text()}})},
  });
  if (scheme.map && scheme.map->licensed) json.add("map", map_json(*scheme.map));
  return canonical_json(json);
}

}  // namespace

ResultTable::ResultTable(std::string& out, bool simulated, std::initializer_list<std::string_view> columns)
    : writer_(out), simulated_(simulated) {
  for (const std::string_view column : columns) writer_.text(column);
  if (columns.size() == 0) return;
  end_header();
}

void ResultTable::end_header() {
  if (simulated_) writer_.text("simulated");
  writer_.end_row();
}

ResultTable& ResultTable::text(std::string_view value) {
  writer_.text(value);
  return *this;
}
ResultTable& ResultTable::number(double value) {
  writer_.number(value);
  return *this;
}
ResultTable& ResultTable::count(long long value) {
  writer_.integer(value);
  return *this;
}
void ResultTable::end_row() {
  if (simulated_) writer_.text(kSimulated);
  writer_.end_row();
}

std::vector<std::size_t> nodes_by_code(const Structure& structure) {
  std::vector<std::size_t> order(structure.nodes.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  std::sort(order.begin(), order.end(),
            [&](std::size_t a, std::size_t b) { return structure.nodes[a].code < structure.nodes[b].code; });
  return order;
}

void add_result_files(const ResultParts& parts, Files& files) {
  const std::vector<std::size_t> rows = rows_of_period(parts.series, parts.period);
  files["scores/scores.csv"] = scores_csv(parts, rows);
  files["scores/series.csv"] = series_csv(parts);
  files["contributions/contributions.csv"] = contributions_csv(parts, rows);
  files["lights/lights.csv"] = lights_csv(parts, rows);
  add_step_files(parts, rows, files);
  add_uncertainty_files(parts, files);
  files["release.json"] = release_json(parts);
}

}  // namespace dajuan::release
