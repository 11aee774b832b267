#include "index/structure_row.h"

#include "base/number_text.h"
#include "base/text.h"
#include "index/formula.h"

namespace dajuan::index {

bool StructureRow::is_blank() const {
  for (std::size_t c = 0; c < table_.header.size(); ++c) {
    if (!table_.at(row_, c).text.empty()) return false;
  }
  return true;
}

std::string StructureRow::text(std::string_view column) const {
  const std::optional<std::size_t> c = table_.column(column);
  return c ? std::string(table_.at(row_, *c).text) : std::string();
}

std::string StructureRow::code(std::string_view column) {
  const std::optional<std::size_t> c = table_.column(column);
  if (!c) return {};
  const Cell& cell = table_.at(row_, *c);
  if (cell.kind == CellKind::date) {
    error(column, {"scheme.code_is_date", {{"found", std::string(cell.text)}}});
  }
  return std::string(cell.text);
}

std::optional<double> StructureRow::number(std::string_view column) {
  const std::string found = text(column);
  if (found.empty()) return std::nullopt;
  const std::optional<double> value = parse_number(fold_full_width(found));
  if (!value) wrong(column, "@scheme.expect.number");
  return value;
}

std::optional<int> StructureRow::months(std::string_view column, int least) {
  const std::optional<double> value = number(column);
  if (!value) return std::nullopt;
  constexpr int kMost = 1200;
  const int whole = *value >= least && *value <= kMost ? static_cast<int>(*value) : least - 1;
  if (whole < least || whole != *value) {
    wrong(column, "@scheme.expect.months");
    return std::nullopt;
  }
  return whole;
}

std::vector<Term> StructureRow::formula(std::string_view column) {
  std::optional<FormulaProblem> problem;
  std::vector<Term> terms = parse_formula(text(column), problem);
  if (problem) {
    error(column, std::move(problem->message),
          {"scheme.formula.at", {{"position", std::to_string(problem->at)}, {"formula", text(column)}}});
  }
  return terms;
}

void StructureRow::error(std::string_view column, Message message, Message hint) {
  diagnostics_.error(place(column), std::move(message), std::move(hint));
}
void StructureRow::warning(std::string_view column, Message message, Message hint) {
  diagnostics_.warning(place(column), std::move(message), std::move(hint));
}
void StructureRow::wrong(std::string_view column, std::string expected) {
  error(column, {"scheme.wrong_value", {{"found", text(column)}, {"expected", std::move(expected)}}});
}
Place StructureRow::place(std::string_view column) const {
  if (const std::optional<std::size_t> c = table_.column(column)) return table_.place(row_, *c);
  Place place = table_.place(row_, 0);
  place.column = 0;
  place.column_name = column;
  return place;
}

}  // namespace dajuan::index
