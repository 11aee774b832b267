#pragma once
#include <string>
#include <vector>

#include "index/engine.h"
#include "reference/frame.h"

namespace dajuan::reference {

/// One run of the engine, to be asked for tables.
struct Run {
  const index::Model& model;
  const index::Panel& panel;
  const index::Result& result;
  bool by_period = false;  ///< rows are named by Time and uCode instead of uCode alone
  std::string time_column;
};

/// Whether `derive` makes a table of this file name.
bool is_derived(const std::string& file_name);

/// The table that the file name asks for: a stage (denominated, imputed, treated, normalised,
/// normalised_positive), imputed_cells, screened_units, treatment_table, treated_points, scores, ranks,
/// ranks_with_tie_tolerance or ranks_by_year.
Frame derive(const Run& run, const std::string& file_name);

/// Ranks within each period of every aggregate: best = 1, ties (up to 1e-9 relative) share the smallest rank,
/// missing stays missing.
Frame ranks(const Run& run, const std::string& file_name);

}  // namespace dajuan::reference
