#include "index/figure_reader_store.h"

#include <algorithm>

namespace dajuan::index {

void FigureStore::expect(std::string_view code, Period period, const std::string& file) {
  auto found = places_.find(code);
  if (found == places_.end()) {
    found = places_.emplace(code, static_cast<int>(variables_.size())).first;
    variables_.emplace_back().code = code;
    variables_.back().frequency = period.frequency();
    announced_.push_back({period.frequency(), period.ordinal(), period.ordinal(), file});
  }
  Announced& announced = announced_[static_cast<std::size_t>(found->second)];
  if (announced.frequency != period.frequency()) return;
  announced.first = std::min(announced.first, period.ordinal());
  announced.last = std::max(announced.last, period.ordinal());
}

void FigureStore::make_room(const Workers& workers) {
  std::vector<std::size_t> to_make;
  for (std::size_t i = 0; i < variables_.size(); ++i) {
    const auto periods = static_cast<std::uint64_t>(announced_[i].last - announced_[i].first) + 1;
    if (cells_ + periods * regions_ > max_cells_) continue;  // its figures come loose, and are refused there
    cells_ += periods * regions_;
    variables_[i].first = announced_[i].first;
    variables_[i].periods = static_cast<std::int32_t>(periods);
    to_make.push_back(i);
  }
  workers.for_each(to_make.size(), [&](std::size_t i) {
    VariableSeries& series = variables_[to_make[i]];
    series.cells.resize(static_cast<std::size_t>(series.periods) * regions_);
  });
}

int FigureStore::find(std::string_view code) const {
  const auto found = places_.find(code);
  return found == places_.end() ? -1 : found->second;
}

bool FigureStore::grow(std::size_t variable, std::int32_t first, std::int32_t last) {
  VariableSeries& series = variables_[variable];
  if (series.periods > 0) {
    first = std::min(first, series.first);
    last = std::max(last, series.first + series.periods - 1);
  }
  const auto periods = static_cast<std::uint64_t>(std::int64_t{last} - first + 1);
  const std::uint64_t cells = cells_ - series.cells.size() + periods * regions_;
  if (cells > max_cells_) return false;
  cells_ = cells;
  std::vector<Figure> grown(static_cast<std::size_t>(periods * regions_));
  const auto shift = static_cast<std::ptrdiff_t>(series.periods > 0 ? series.first - first : 0);
  std::copy(series.cells.begin(), series.cells.end(),
            grown.begin() + shift * static_cast<std::ptrdiff_t>(regions_));
  series.cells = std::move(grown);
  series.first = first;
  series.periods = static_cast<std::int32_t>(periods);
  return true;
}

void FigureStore::place(std::vector<LooseFigure>& loose, std::uint16_t file, const FieldPlace& field_place,
                        Diagnostics& diagnostics) {
  for (LooseFigure& figure : loose) {
    if (figure.variable < 0) {
      expect(figure.code, figure.period, field_place.file);
      figure.variable = find(figure.code);
    } else {
      expect(variables_[static_cast<std::size_t>(figure.variable)].code, figure.period, field_place.file);
    }
  }
  FieldPlace at = field_place;
  const auto place_of = [&](const LooseFigure& figure, Column column) {
    at.row = figure.row;
    Place place = at.of(column);
    if (figure.column == 0) return place;
    place.column = figure.column;
    place.column_name = variables_[static_cast<std::size_t>(figure.variable)].code;
    return place;
  };
  bool too_large = false;
  std::vector<LooseFigure> twice;
  for (const LooseFigure& figure : loose) {
    const auto variable = static_cast<std::size_t>(figure.variable);
    VariableSeries& series = variables_[variable];
    if (figure.period.frequency() != series.frequency) {
      constexpr const char* kFrequency[] = {"month", "quarter", "half_year", "year"};
      const auto name = [&](Frequency frequency) {
        const int months = static_cast<int>(frequency);
        return std::string("@figures.frequency.") + kFrequency[months == 1   ? 0
                                                               : months == 3 ? 1
                                                               : months == 6 ? 2
                                                                             : 3];
      };
      diagnostics.error(place_of(figure, Column::period),
                        {"figures.two_frequencies",
                         {{"variable", series.code},
                          {"period", figure.period.text()},
                          {"frequency", name(series.frequency)},
                          {"file", announced_[variable].file}}},
                        {"figures.two_frequencies_hint"});
      continue;
    }
    if (!series.place(regions_, figure.region, figure.period) &&
        !grow(variable, announced_[variable].first, announced_[variable].last)) {
      if (!too_large) {
        diagnostics.error(place_of(figure, Column::period),
                          {"figures.too_large",
                           {{"variables", std::to_string(variables_.size())},
                            {"regions", std::to_string(regions_)},
                            {"limit", std::to_string(max_cells_)}}},
                          {"figures.too_large_hint"});
      }
      too_large = true;
      continue;
    }
    Figure& cell = series.cells[*series.place(regions_, figure.region, figure.period)];
    if (fill(cell, figure.value, figure.row, file, figure.status)) {
      ++placed_;
      continue;
    }
    // Workers take the rows of one file in any order: the first row of the file stays.
    LooseFigure second = figure;
    if (cell.file == file && cell.row > figure.row) {
      second.row = cell.row;
      second.value = cell.value;
      cell = {figure.value, figure.row, file, figure.status};
    }
    twice.push_back(std::move(second));
  }
  std::stable_sort(twice.begin(), twice.end(),
                   [](const LooseFigure& a, const LooseFigure& b) { return a.row < b.row; });
  for (const LooseFigure& second : twice) {
    const VariableSeries& series = variables_[static_cast<std::size_t>(second.variable)];
    const Figure& first = series.cells[*series.place(regions_, second.region, second.period)];
    diagnostics.error(place_of(second, Column::value),
                      {"figures.told_twice",
                       {{"variable", series.code},
                        {"period", second.period.text()},
                        {"file", files_[first.file]},
                        {"row", std::to_string(first.row)}}},
                      {second.value == first.value ? "figures.told_twice_same" : "figures.told_twice_other"});
  }
}

Figures FigureStore::take() {
  Figures figures;
  figures.regions = regions_;
  figures.files = std::move(files_);
  std::sort(variables_.begin(), variables_.end(),
            [](const VariableSeries& a, const VariableSeries& b) { return a.code < b.code; });
  for (VariableSeries& series : variables_) {
    const auto told = [&](std::int32_t period) {
      const auto begin =
          series.cells.begin() + static_cast<std::ptrdiff_t>(period) * static_cast<std::ptrdiff_t>(regions_);
      return std::any_of(begin, begin + static_cast<std::ptrdiff_t>(regions_),
                         [](const Figure& figure) { return figure.told(); });
    };
    std::int32_t begin = 0;
    std::int32_t end = series.periods;
    while (begin < end && !told(begin)) ++begin;
    while (end > begin && !told(end - 1)) --end;
    if (begin == end) continue;  // announced, but all its rows had errors
    const auto width = static_cast<std::ptrdiff_t>(regions_);
    series.cells.erase(series.cells.begin() + end * width, series.cells.end());
    series.cells.erase(series.cells.begin(), series.cells.begin() + begin * width);
    series.first += begin;
    series.periods = end - begin;
    figures.variables.push_back(std::move(series));
  }
  return figures;
}

}  // namespace dajuan::index
