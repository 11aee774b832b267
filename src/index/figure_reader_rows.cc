#include "index/figure_reader_rows.h"

#include "base/text.h"

namespace dajuan::index {

void read_long_row(std::span<const Cell> cells, const Layout& layout, const FieldReader& fields,
                   FieldPlace& place, RowResult& result) {
  const auto cell = [&](Column column) {
    return layout.has(column) ? cells[layout.field[static_cast<std::size_t>(column)]] : Cell();
  };
  const std::string variable(trim(cell(Column::variable).text));
  const int region = fields.region(cell(Column::region), place, result.diagnostics);
  const auto period = fields.period(cell(Column::period), place, result.diagnostics);
  const auto observed =
      fields.observed(cell(Column::value), cell(Column::status), variable, place, result.diagnostics);
  if (variable.empty()) result.diagnostics.error(place.of(Column::variable), {"figures.variable_empty"});
  if (region < 0 || !period || !fields.valid(region, *period, place, result.diagnostics)) return;
  if (!observed || variable.empty()) return;
  LooseFigure& figure = result.loose.emplace_back();
  figure.code = variable;
  figure.region = region;
  figure.period = *period;
  figure.value = observed->value;
  figure.status = observed->status;
  figure.row = place.row;
}

void read_wide_row(std::span<const Cell> cells, const Layout& layout, const FieldReader& fields,
                   FieldPlace& place, RowResult& result) {
  constexpr auto kPeriod = static_cast<std::size_t>(Column::period);
  constexpr auto kValue = static_cast<std::size_t>(Column::value);
  const int region =
      fields.region(cells[layout.field[static_cast<std::size_t>(Column::region)]], place, result.diagnostics);
  const auto period = layout.has(Column::period)
                          ? fields.period(cells[layout.field[kPeriod]], place, result.diagnostics)
                          : layout.period;
  const bool valid = region >= 0 && period && fields.valid(region, *period, place, result.diagnostics);
  for (const Layout::Variable& variable : layout.variables) {
    place.column[kValue] = variable.shown;
    place.header[kValue] = variable.code;
    const auto observed =
        fields.observed(cells[variable.column], Cell(), variable.code, place, result.diagnostics);
    if (!observed || !valid) continue;
    LooseFigure& figure = result.loose.emplace_back();
    figure.code = variable.code;
    figure.region = region;
    figure.period = *period;
    figure.value = observed->value;
    figure.status = observed->status;
    figure.row = place.row;
    figure.column = variable.shown;
  }
}

}  // namespace dajuan::index
