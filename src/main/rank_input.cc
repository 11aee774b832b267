#include "main/rank_input.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <span>

#include "base/hash.h"
#include "base/memory_map.h"
#include "base/number_text.h"
#include "base/table.h"
#include "base/text.h"
#include "stats/rank_set_draws.h"

namespace dajuan {
namespace {

using Headers = std::span<const std::string_view>;

constexpr std::string_view kName[] = {"name",  "region",   "unit",  "area",         "county", "city",
                                      "state", "province", "place", "jurisdiction", "名称",   "地区",
                                      "单位",  "区域",     "城市",  "县(市、区)"};
constexpr std::string_view kEstimate[] = {"estimate", "value", "score", "mean", "rate",
                                          "估计值",   "得分",  "数值",  "均值"};
constexpr std::string_view kError[] = {"se",     "standard_error", "std_error",
                                       "stderr", "standard error", "标准误"};
constexpr std::string_view kVariance[] = {"variance", "var", "方差"};
constexpr std::string_view kCount[] = {"count", "events", "cases", "数量", "件数", "起数", "计数"};
constexpr std::string_view kExposure[] = {"exposure", "population", "residents",
                                          "暴露量",   "人口",       "常住人口"};
constexpr std::string_view kTotal[] = {"total", "trials", "n", "总数", "样本量"};
constexpr std::string_view kShare[] = {"share", "weight", "population", "residents",
                                       "份额",  "权重",   "人口",       "常住人口"};

std::string folded(std::string_view header) {
  std::string text = fold_full_width(trim(header));
  for (char& c : text)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return text;
}

/// The first known header that the table has.
std::optional<std::size_t> column_of(const Table& table, Headers known) {
  for (const std::string_view word : known)
    for (std::size_t c = 0; c < table.header.size(); ++c)
      if (folded(table.header[c]) == word) return c;
  return std::nullopt;
}

/// The name of an area: a known header, else the first column whose cells are all text.
std::optional<std::size_t> name_column(const Table& table) {
  if (const auto known = column_of(table, kName)) return known;
  for (std::size_t c = 0; c < table.header.size(); ++c) {
    bool words = table.rows() > 0;
    for (std::size_t r = 0; r < table.rows(); ++r) {
      const Cell& cell = table.at(r, c);
      words = words && cell.kind != CellKind::empty && !parse_number(cell.text);
    }
    if (words) return c;
  }
  return std::nullopt;
}

class RankReader {
 public:
  explicit RankReader(Diagnostics& diagnostics) : diagnostics_(diagnostics) {}

  RankInput run(const std::string& file, const std::string& covariance_file,
                const std::string& group_column) {
    std::vector<Table> tables = read_tables(file, {}, diagnostics_);
    if (tables.empty()) return {};
    table_ = std::move(tables.front());
    has_covariance_ = !covariance_file.empty();
    if (!find_columns(group_column)) return {};
    for (std::size_t r = 0; r < table_.rows(); ++r) read_row(r);
    if (has_covariance_ && !input_.counted) read_covariance(covariance_file);
    check_groups();
    std::string digests = digest(file);
    if (has_covariance_) digests += digest(covariance_file);
    input_.seed = hex(sha256(digests));
    return std::move(input_);
  }

 private:
  std::string digest(const std::string& path) {
    const std::optional<MemoryMap> map = MemoryMap::open(path, TableLimits().bytes, diagnostics_);
    return map ? hex(sha256(map->bytes())) : "";
  }

  void complain(const char* id, std::vector<std::pair<std::string, std::string>> arguments = {}) {
    diagnostics_.error({table_.file, table_.sheet, 1, 0, ""}, Message(id, std::move(arguments)));
  }

  bool find_columns(const std::string& group_column) {
    name_ = name_column(table_);
    if (!name_) complain("ranks.no_name");
    if (!group_column.empty()) {
      group_ = table_.column(group_column);
      if (!group_) complain("ranks.no_group", {{"column", group_column}});
    }
    const auto count = column_of(table_, kCount);
    value_ = column_of(table_, kEstimate);
    input_.counted = count.has_value() && !value_;
    if (input_.counted) {
      value_ = count;
      scale_ = column_of(table_, kExposure);
      if (!scale_) {
        scale_ = column_of(table_, kTotal);
        input_.model = stats::CountModel::cases_of_trials;
      }
      if (!scale_) complain("ranks.no_exposure");
      if (has_covariance_) complain("ranks.counts_have_no_covariance");
    } else {
      scale_ = column_of(table_, kError);
      if (!scale_) {
        scale_ = column_of(table_, kVariance);
        is_variance_ = true;
      }
      if (!value_) complain("ranks.no_estimate");
      if (value_ && !scale_ && !has_covariance_) complain("ranks.no_error");
      share_ = column_of(table_, kShare);
    }
    return !diagnostics_.has_errors();
  }

  bool is_empty(std::size_t row, std::size_t column) const {
    return table_.at(row, column).kind == CellKind::empty;
  }

  std::optional<double> number(std::size_t row, std::size_t column) {
    const std::string_view found = table_.at(row, column).text;
    const std::optional<double> value = parse_number(found);
    if (!value)
      diagnostics_.error(table_.place(row, column),
                         Message("ranks.not_a_number", {{"found", std::string(found)}}));
    return value;
  }

  void wrong(std::size_t row, std::size_t column, const char* id) {
    diagnostics_.error(table_.place(row, column),
                       Message(id, {{"found", std::string(table_.at(row, column).text)}}));
  }

  void read_row(std::size_t row) {
    const std::string name(table_.at(row, *name_).text);
    if (is_empty(row, *value_) || (scale_ && is_empty(row, *scale_))) {
      diagnostics_.warning(table_.place(row, *value_), Message("ranks.left_out", {{"name", name}}));
      return;
    }
    if (name.empty() || !seen_.emplace(name, input_.size()).second)
      return wrong(row, *name_, "ranks.name_twice");
    const std::optional<double> value = number(row, *value_);
    const std::optional<double> scale = scale_ ? number(row, *scale_) : 0;
    const std::optional<double> size = share_ ? number(row, *share_) : 1;
    if (size && !(*size > 0)) wrong(row, *share_, "ranks.size_not_positive");
    if (!value || !scale || !size) return;
    input_.names.push_back(name);
    input_.groups.push_back(group_ ? std::string(table_.at(row, *group_).text) : "");
    if (input_.counted)
      add_count(row, *value, *scale);
    else
      add_estimate(row, *value, *scale, *size);
  }

  void add_estimate(std::size_t row, double value, double scale, double size) {
    if (scale < 0) wrong(row, *scale_, is_variance_ ? "ranks.negative_variance" : "ranks.negative_error");
    input_.estimates.push_back(value);
    input_.variances.push_back(is_variance_ ? scale : scale * scale);
    if (share_) input_.sizes.push_back(size);
  }

  void add_count(std::size_t row, double count, double exposure) {
    constexpr double kLargest = 1e9;  // sums of two stay exact and their tails are short
    const bool cases = input_.model == stats::CountModel::cases_of_trials;
    const bool countable = count >= 0 && count <= kLargest && count == std::floor(count);
    if (!countable) wrong(row, *value_, "ranks.not_a_count");
    if (!(exposure > 0))
      wrong(row, *scale_, "ranks.exposure_not_positive");
    else if (cases && (exposure != std::floor(exposure) || exposure > kLargest))
      wrong(row, *scale_, "ranks.not_a_count");
    else if (cases && count > exposure)
      wrong(row, *value_, "ranks.more_than_all");
    input_.counts.push_back(countable ? static_cast<std::int64_t>(count) : 0);
    input_.exposures.push_back(exposure);
    input_.estimates.push_back(count / exposure);
  }

  void read_covariance(const std::string& file) {
    const std::vector<Table> tables = read_tables(file, {}, diagnostics_);
    if (tables.empty()) return;
    const Table& table = tables.front();
    const std::size_t n = input_.size();
    Matrix covariance(n, n, std::nan(""));
    for (std::size_t r = 0; r < table.rows(); ++r) {
      const auto row = seen_.find(std::string(table.at(r, 0).text));
      if (row == seen_.end()) continue;
      for (std::size_t c = 1; c < table.header.size(); ++c) {
        const auto column = seen_.find(std::string(trim(table.header[c])));
        if (column == seen_.end()) continue;
        const std::optional<double> value = parse_number(table.at(r, c).text);
        if (value) covariance(row->second, column->second) = *value;
      }
    }
    check_covariance(file, covariance);
    for (std::size_t i = 0; i < n; ++i) input_.variances[i] = covariance(i, i);
    input_.covariance = std::move(covariance);
  }

  void check_covariance(const std::string& file, const Matrix& covariance) {
    constexpr double kRounding = 1e-9;
    constexpr double kSameVariance = 1e-3;  // a standard error may be printed with four digits
    const std::size_t errors = diagnostics_.errors();
    const auto bad = [&](const char* id, std::size_t i, std::size_t j) {
      diagnostics_.error({file, "", 0, 0, input_.names[j]},
                         Message(id, {{"row", input_.names[i]}, {"column", input_.names[j]}}));
    };
    for (std::size_t i = 0; i < covariance.rows(); ++i) {
      const double variance = covariance(i, i);
      if (variance < 0) bad("ranks.covariance_negative", i, i);
      if (scale_ && std::fabs(variance - input_.variances[i]) > kSameVariance * input_.variances[i])
        bad("ranks.covariance_differs", i, i);
      for (std::size_t j = 0; j < covariance.rows(); ++j) {
        const double size = std::sqrt(std::fabs(variance * covariance(j, j)));
        if (std::isnan(covariance(i, j)))
          bad("ranks.covariance_missing", i, j);
        else if (j < i && std::fabs(covariance(i, j) - covariance(j, i)) > kRounding * size)
          bad("ranks.covariance_not_symmetric", i, j);
      }
    }
    if (diagnostics_.errors() == errors && !stats::lower_triangle(covariance))
      diagnostics_.error({file, "", 0, 0, ""}, Message("ranks.covariance_not_semidefinite"));
  }

  void check_groups() {
    if (input_.size() == 0 && !diagnostics_.has_errors()) complain("ranks.no_rows");
    if (diagnostics_.has_errors()) return;  // rows may be missing because of them
    for (const RankGroup& group : groups_of(input_)) {
      const auto argument = std::vector<std::pair<std::string, std::string>>{{"group", group.name}};
      if (group.rows.size() < 2) {
        complain(group.name.empty() ? "ranks.one_area" : "ranks.one_area_in_group", argument);
        continue;
      }
      const double first = input_.estimates[group.rows.front()];
      if (std::all_of(group.rows.begin(), group.rows.end(),
                      [&](std::size_t r) { return input_.estimates[r] == first; }))
        complain(group.name.empty() ? "ranks.all_equal" : "ranks.all_equal_in_group", argument);
    }
  }

  Diagnostics& diagnostics_;
  Table table_;
  bool has_covariance_ = false;
  bool is_variance_ = false;
  std::optional<std::size_t> name_, group_, value_, scale_, share_;
  std::map<std::string, std::size_t> seen_;  ///< names and their places
  RankInput input_;
};

}  // namespace

std::vector<RankGroup> groups_of(const RankInput& input) {
  std::vector<RankGroup> groups;
  std::map<std::string, std::size_t> places;
  for (std::size_t r = 0; r < input.size(); ++r) {
    const auto [at, is_new] = places.emplace(input.groups[r], groups.size());
    if (is_new) groups.push_back({input.groups[r], {}});
    groups[at->second].rows.push_back(r);
  }
  return groups;
}

RankInput read_rank_input(const std::string& file, const std::string& covariance_file,
                          const std::string& group_column, Diagnostics& diagnostics) {
  return RankReader(diagnostics).run(file, covariance_file, group_column);
}

}  // namespace dajuan
