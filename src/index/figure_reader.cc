#include "index/figure_reader.h"

#include <algorithm>
#include <iterator>
#include <memory>

#include "base/csv.h"
#include "base/text.h"
#include "index/figure_check.h"
#include "index/figure_reader_long.h"

namespace dajuan::index {
namespace {

/// The first look: this many parts of a large text, evenly spread, tell its variables and periods.
constexpr std::size_t kLooks = 32;
constexpr std::size_t kLookBytes = 32 << 10;

/// Figures that have no place yet are given one when so many have come together.
constexpr std::size_t kLoose = 1 << 16;
constexpr std::size_t kMostFiles = 65'535;  // Figure::file

std::string_view unquoted(std::string_view text) {
  const bool quoted = text.size() >= 2 && text.starts_with('"') && text.ends_with('"');
  return quoted ? text.substr(1, text.size() - 2) : text;
}

/// One reading of all sources. Diagnostics are kept apart until the reading is known to be good.
class Reading {
 public:
  Reading(std::span<const FigureSource> sources, const region::Regions& regions, const FigureOptions& options,
          const Workers& workers)
      : sources_(sources),
        options_(options),
        workers_(workers),
        regions_(regions),
        fields_(regions, options.percent_variables),
        store_(regions.size(), options.max_cells) {}

  /// False when two workers filled the same cell in the same moment: to be done again by one.
  bool read() {
    if (sources_.size() > kMostFiles) {
      diagnostics_.error({}, {"figures.too_many_files", {{"limit", std::to_string(kMostFiles)}}});
      return true;
    }
    for (const FigureSource& source : sources_) prepare(source);
    for (const Prepared& prepared : prepared_) {
      if (prepared.layout && !prepared.layout->wide && !prepared.source->table) first_look(prepared);
    }
    store_.make_room(workers_);
    for (Prepared& prepared : prepared_) {
      diagnostics_.append(prepared.problems);
      if (!prepared.layout) continue;
      if (prepared.source->table) {
        read_table(prepared);
      } else if (prepared.layout->wide) {
        read_wide_csv(prepared);
      } else {
        read_long_csv(prepared);
      }
    }
    return told() == filled_ + store_.placed();
  }

  Figures finish(Diagnostics& diagnostics) {
    Figures figures = store_.take();
    check_units(figures, regions_, workers_, diagnostics_);
    diagnostics.append(diagnostics_);
    return figures;
  }

 private:
  struct Prepared {
    const FigureSource* source = nullptr;
    std::uint16_t file = 0;
    std::optional<Layout> layout;
    std::string_view body;
    std::uint32_t body_line = 2;
    Diagnostics problems;
  };

  void prepare(const FigureSource& source) {
    Prepared& prepared = prepared_.emplace_back();
    prepared.source = &source;
    prepared.file = static_cast<std::uint16_t>(store_.files().size());
    FieldPlace place;
    place.file = source.file;
    std::vector<std::string> header;
    if (source.table) {
      place.sheet = source.table->sheet;
      header = source.table->header;
    } else {
      CsvOptions options;
      options.file = source.file;
      options.limits = options_.limits;
      CsvReader reader(source.csv, options, prepared.problems);
      if (reader.next()) header = reader.take_header();
      prepared.body = reader.rest();
      prepared.body_line = reader.rest_line();
    }
    store_.files().push_back(place.sheet.empty() ? place.file : place.file + "[" + place.sheet + "]");
    prepared.layout = recognise(header, place, options_.period, prepared.problems);
    if (prepared.layout && source.table) number_columns(*prepared.layout, *source.table);
  }

  /// A workbook may have empty columns before or between: places count as the spreadsheet shows them.
  static void number_columns(Layout& layout, const Table& table) {
    if (table.column_numbers.empty()) return;
    for (std::uint32_t& column : layout.place.column) {
      if (column > 0) column = table.column_numbers[column - 1];
    }
    for (Layout::Variable& variable : layout.variables)
      variable.shown = table.column_numbers[variable.column];
  }

  void first_look(const Prepared& prepared) {
    const std::string_view body = prepared.body;
    if (body.size() <= kLooks * kLookBytes) return look_at(prepared, body);
    for (std::size_t i = 0; i < kLooks; ++i) {
      const std::size_t at = i * ((body.size() - kLookBytes) / (kLooks - 1));
      std::string_view part = body.substr(at, kLookBytes);
      if (i > 0) part.remove_prefix(std::min(part.find('\n') + 1, part.size()));
      look_at(prepared, part.substr(0, part.rfind('\n') + 1));
    }
  }

  /// Only what is plain is taken from a first look: it makes room, it decides nothing.
  void look_at(const Prepared& prepared, std::string_view rows) {
    const Layout& layout = *prepared.layout;
    const std::uint32_t variable = layout.field[static_cast<std::size_t>(Column::variable)];
    const std::uint32_t period = layout.field[static_cast<std::size_t>(Column::period)];
    std::string_view last_variable;
    std::string_view last_period;
    while (!rows.empty()) {
      const std::size_t end = std::min(rows.find('\n'), rows.size());
      std::string_view row = rows.substr(0, end);
      rows.remove_prefix(std::min(end + 1, rows.size()));
      if (row.ends_with('\r')) row.remove_suffix(1);
      std::string_view variable_text;
      std::string_view period_text;
      for (std::uint32_t column = 0; column <= std::max(variable, period); ++column) {
        const std::size_t comma = std::min(row.find(','), row.size());
        if (column == variable) variable_text = row.substr(0, comma);
        if (column == period) period_text = row.substr(0, comma);
        row.remove_prefix(std::min(comma + 1, row.size()));
      }
      variable_text = unquoted(variable_text);
      period_text = unquoted(period_text);
      if (variable_text.empty() || variable_text.find('"') != std::string_view::npos) continue;
      if (variable_text == last_variable && period_text == last_period) continue;
      if (const auto read = Period::parse(period_text))
        store_.expect(variable_text, *read, prepared.source->file);
      last_variable = variable_text;
      last_period = period_text;
    }
  }

  void read_table(const Prepared& prepared) {
    const Table& table = *prepared.source->table;
    RowResult result;
    FieldPlace place = prepared.layout->place;
    for (std::size_t row = 0; row < table.rows(); ++row) {
      place.row = table.row_numbers[row];
      read_row({table.cells.data() + row * table.header.size(), table.header.size()}, prepared, place,
               result);
    }
    absorb(prepared, result);
  }

  void read_wide_csv(const Prepared& prepared) {
    RowResult result;
    CsvOptions options;
    options.file = prepared.source->file;
    options.first_line = prepared.body_line;
    options.columns = prepared.layout->columns;
    options.limits = options_.limits;
    CsvReader reader(prepared.body, options, result.diagnostics);
    FieldPlace place = prepared.layout->place;
    std::vector<Cell> cells;
    while (reader.next()) {
      cells.clear();
      for (const std::string_view field : reader.fields()) cells.push_back({field, CellKind::text});
      place.row = reader.line();
      read_row(cells, prepared, place, result);
    }
    absorb(prepared, result);
  }

  void read_row(std::span<const Cell> cells, const Prepared& prepared, FieldPlace& place, RowResult& result) {
    if (prepared.layout->wide) {
      read_wide_row(cells, *prepared.layout, fields_, place, result);
    } else {
      read_long_row(cells, *prepared.layout, fields_, place, result);
    }
    if (result.loose.size() < kLoose) return;
    absorb(prepared, result);
    result = RowResult();
  }

  void read_long_csv(const Prepared& prepared) {
    const RowTables tables(regions_, store_);
    CsvSplitter splitter(prepared.body, prepared.body_line, options_.limits, kChunkBytes);
    std::vector<std::unique_ptr<RowResult>> results;  // by index of the chunk, so in the order of rows
    std::vector<std::unique_ptr<LongRows>> readers(workers_.count());
    bool too_many_rows = false;
    workers_.in_turns([&]() -> Workers::Job {
      const std::optional<CsvChunk> chunk = splitter.next();
      too_many_rows = chunk && chunk->first_line > options_.limits.rows;
      if (!chunk || too_many_rows) return {};
      RowResult* const result = results.emplace_back(std::make_unique<RowResult>()).get();
      return [&, chunk = *chunk, result](std::size_t worker) {
        std::unique_ptr<LongRows>& reader = readers[worker];
        if (!reader) {
          reader = std::make_unique<LongRows>(*prepared.layout, fields_, options_.limits, tables, store_,
                                              prepared.file, prepared.body);
        }
        reader->read(chunk, *result);
      };
    });
    RowResult all;
    for (const auto& result : results) {
      all.diagnostics.append(result->diagnostics);
      all.filled += result->filled;
      std::move(result->loose.begin(), result->loose.end(), std::back_inserter(all.loose));
    }
    absorb(prepared, all);
    if (too_many_rows) {
      Place place;
      place.file = prepared.source->file;
      diagnostics_.error(place, {"figures.too_many_rows", {{"limit", std::to_string(options_.limits.rows)}}});
    }
  }

  void absorb(const Prepared& prepared, RowResult& result) {
    diagnostics_.append(result.diagnostics);
    store_.place(result.loose, prepared.file, prepared.layout->place, diagnostics_);
    filled_ += result.filled;
  }

  /// How many cells have a row, over all variables.
  std::uint64_t told() const {
    const std::vector<VariableSeries>& variables = store_.variables();
    std::vector<std::uint64_t> counts(variables.size());
    workers_.for_each(variables.size(), [&](std::size_t i) {
      for (const Figure& figure : variables[i].cells) counts[i] += figure.told();
    });
    std::uint64_t all = 0;
    for (const std::uint64_t count : counts) all += count;
    return all;
  }

  static constexpr std::size_t kChunkBytes = 512 << 10;

  const std::span<const FigureSource> sources_;
  const FigureOptions& options_;
  const Workers& workers_;
  const region::Regions& regions_;
  const FieldReader fields_;
  FigureStore store_;
  std::vector<Prepared> prepared_;
  Diagnostics diagnostics_;
  std::uint64_t filled_ = 0;
};

}  // namespace

Figures read_figures(std::span<const FigureSource> sources, const region::Regions& regions,
                     const FigureOptions& options, const Workers& workers, Diagnostics& diagnostics) {
  {
    Reading reading(sources, regions, options, workers);
    if (reading.read()) return reading.finish(diagnostics);
  }
  const Workers one(1);
  Reading again(sources, regions, options, one);
  again.read();
  return again.finish(diagnostics);
}

}  // namespace dajuan::index
