#include "reference/compare.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <set>

namespace dajuan::reference {
namespace {

constexpr double kUnmeasured = std::numeric_limits<double>::infinity();

using Key = std::vector<std::string>;
using What = Difference::What;

std::string joined(const Key& key) {
  std::string text;
  for (const std::string& part : key) text += (text.empty() ? "" : "/") + part;
  return text;
}

/// |found - expected|: 0 when they agree, infinite where it cannot be measured.
double error(const Value& found, const Value& expected) {
  if (found.kind != expected.kind) return kUnmeasured;
  if (found.kind == Value::Kind::missing) return 0;
  if (found.kind == Value::Kind::word) return found.word == expected.word ? 0 : kUnmeasured;
  const double a = found.number;
  const double b = expected.number;
  if (a == b || (std::isnan(a) && std::isnan(b))) return 0;
  return std::isfinite(a) && std::isfinite(b) ? std::fabs(a - b) : kUnmeasured;
}

double allowed(const Value& found, const Value& expected, const Tolerance& tolerance) {
  const double larger = std::max(std::fabs(found.number), std::fabs(expected.number));
  return std::max(tolerance.absolute, tolerance.relative * larger);
}

/// The expected table's key columns and rows, in the order of the found frame's keys.
class ExpectedRows {
 public:
  ExpectedRows(const Frame& found, const RawTable& expected) : expected_(expected) {
    for (std::size_t k = 0; k < found.keys; ++k) key_columns_.push_back(expected.column(found.columns[k]));
    for (std::size_t r = 0; r < expected.rows.size(); ++r) {
      if (!rows_.emplace(key(r), r).second) doubles_.push_back(key(r));
    }
  }

  const std::map<Key, std::size_t>& rows() const { return rows_; }
  const std::vector<Key>& doubles() const { return doubles_; }
  bool is_key(std::size_t column) const {
    return std::find(key_columns_.begin(), key_columns_.end(), column) != key_columns_.end();
  }

 private:
  Key key(std::size_t row) const {
    Key parts;
    for (const auto& column : key_columns_) parts.push_back(column ? expected_.rows[row][*column] : "");
    return parts;
  }

  const RawTable& expected_;
  std::vector<std::optional<std::size_t>> key_columns_;
  std::map<Key, std::size_t> rows_;
  std::vector<Key> doubles_;
};

class Comparer {
 public:
  Comparer(const Frame& found, const RawTable& expected, const Tolerance& tolerance)
      : found_(found), expected_(expected), tolerance_(tolerance), rows_(found, expected) {}

  Comparison run() {
    match_columns();
    for (const Key& key : rows_.doubles()) differs_whole(What::row_twice, joined(key), "");
    std::set<Key> seen;
    for (std::size_t r = 0; r < found_.rows.size(); ++r) {
      const Key& key = found_.row_keys[r];
      const auto at = rows_.rows().find(key);
      if (!seen.insert(key).second)
        differs_whole(What::row_twice, joined(key), "");
      else if (at == rows_.rows().end())
        differs_whole(What::row_too_many, joined(key), "");
      else
        compare_row(r, at->second);
    }
    for (const auto& [key, row] : rows_.rows())
      if (!seen.contains(key)) differs_whole(What::row_missing, joined(key), "");
    return std::move(result_);
  }

 private:
  void match_columns() {
    for (std::size_t c = 0; c < found_.columns.size(); ++c) {
      const auto at = expected_.column(found_.columns[c]);
      if (!at) differs_whole(What::column_too_many, "", found_.columns[c]);
      if (at && c >= found_.keys) pairs_.push_back({c - found_.keys, *at});
    }
    for (std::size_t c = 0; c < expected_.header.size(); ++c)
      if (!rows_.is_key(c) && !found_.column(expected_.header[c]))
        differs_whole(What::column_missing, "", expected_.header[c]);
  }

  void compare_row(std::size_t found_row, std::size_t expected_row) {
    for (const auto& [found_column, expected_column] : pairs_) {
      ++result_.cells;
      const Value& value = found_.rows[found_row][found_column];
      const Value wanted = Value::read(expected_.rows[expected_row][expected_column]);
      const double e = error(value, wanted);
      const double limit = e == 0 || e == kUnmeasured ? 0 : allowed(value, wanted, tolerance_);
      if (e > limit)
        differs({What::cell, joined(found_.row_keys[found_row]), expected_.header[expected_column],
                 value.shown(), wanted.shown(), e, e / limit});
    }
  }

  void differs_whole(What what, std::string row, std::string column) {
    differs({what, std::move(row), std::move(column), "", "", kUnmeasured, kUnmeasured});
  }

  void differs(Difference difference) {
    ++result_.differences;
    if (!result_.worst || difference.excess > result_.worst->excess) result_.worst = std::move(difference);
  }

  const Frame& found_;
  const RawTable& expected_;
  const Tolerance& tolerance_;
  ExpectedRows rows_;
  std::vector<std::pair<std::size_t, std::size_t>> pairs_;
  Comparison result_;
};

}  // namespace

Comparison compare(const Frame& found, const RawTable& expected, const Tolerance& tolerance) {
  return Comparer(found, expected, tolerance).run();
}

void keep_expected_columns(Frame& found, const RawTable& expected) {
  Frame kept;
  std::vector<std::size_t> from;
  kept.name = found.name;
  kept.keys = found.keys;
  for (std::size_t c = 0; c < found.columns.size(); ++c) {
    if (c >= found.keys && !expected.column(found.columns[c])) continue;
    kept.columns.push_back(found.columns[c]);
    if (c >= found.keys) from.push_back(c - found.keys);
  }
  for (std::size_t r = 0; r < found.rows.size(); ++r) {
    std::vector<Value> values;
    for (const std::size_t c : from) values.push_back(std::move(found.rows[r][c]));
    kept.add(std::move(found.row_keys[r]), std::move(values));
  }
  found = std::move(kept);
}

void align_signs(Frame& found, const RawTable& expected, const std::string& column) {
  const auto at = found.column(column);
  const auto wanted_at = expected.column(column);
  if (!at || *at < found.keys || !wanted_at) return;
  const ExpectedRows expected_rows(found, expected);
  std::map<std::string, double> products;
  for (std::size_t r = 0; r < found.rows.size(); ++r) {
    const auto row = expected_rows.rows().find(found.row_keys[r]);
    if (row == expected_rows.rows().end()) continue;
    const Value wanted = Value::read(expected.rows[row->second][*wanted_at]);
    const Value& value = found.rows[r][*at - found.keys];
    if (wanted.kind == Value::Kind::number && value.kind == Value::Kind::number)
      products[found.row_keys[r].front()] += wanted.number * value.number;
  }
  for (std::size_t r = 0; r < found.rows.size(); ++r)
    if (products[found.row_keys[r].front()] < 0) found.rows[r][*at - found.keys].number *= -1;
}

}  // namespace dajuan::reference
