#pragma once
#include <map>
#include <string>
#include <vector>

#include "index/engine.h"

namespace dajuan::index {

/// What the constructor works out once. Per-column plans stand in the order of the structure's indicators.
struct Engine::Layout {
  Model model;
  std::vector<std::vector<TreatmentPlan>> treatments;      ///< [step][column], empty for other steps
  std::vector<std::vector<Normalisation>> normalisations;  ///< [step][column], empty for other steps
  std::vector<std::vector<AggregateLevel>> aggregations;   ///< [step][node], empty for other steps
  std::vector<double> weights;                             ///< per node among its siblings
};

/// Rows that a scope treats as one: it applies to [begin, end).
struct RowGroup {
  std::size_t begin = 0;
  std::size_t end = 0;
};

/// What one step works on. `learns[r]` says whether row r is learned from.
struct StepWork {
  const Model& model;
  const Panel& panel;
  Result& result;
  std::uint16_t step = 0;
  std::vector<RowGroup> groups;
  std::vector<std::uint8_t> learns;

  std::size_t rows() const { return panel.units.size(); }
  std::size_t columns() const { return model.structure.indicators; }
  /// Copies the present values of the rows that are learned from into the scratch memory.
  std::span<double> gather(std::span<const double> column, RowGroup group) const;
  void note(std::ptrdiff_t row, int node, Message message) const {
    result.notes.push_back({step, row, node, std::move(message)});
  }
  void learn(std::size_t column, std::size_t group, const char* name, double value) const {
    result.learned.push_back(
        {step, static_cast<std::uint32_t>(column), static_cast<std::uint32_t>(group), name, value});
  }
  void change(std::size_t row, std::size_t column, Change kind, double before, double after) const {
    result.changes.push_back(
        {static_cast<std::uint32_t>(row), static_cast<std::uint32_t>(column), step, kind, before, after});
  }
};

// Each reads the figures so far and writes a stage of the same shape.
void run_denominate(const StepWork& context, const Matrix& in, Matrix& out);
void run_impute(const ImputeStep& step, const StepWork& context, const Matrix& in, Matrix& out);
void run_impute_over_time(const ImputeOverTimeStep& step, const StepWork& context, const Matrix& in,
                          Matrix& out);
void run_treat(const std::vector<TreatmentPlan>& plans, const StepWork& context, const Matrix& in,
               Matrix& out);
void run_normalise(const NormaliseStep& step, const std::vector<Normalisation>& plans,
                   const StepWork& context, const Matrix& in, Matrix& out);
/// Only marks rows in result.included.
void run_screen(const ScreenStep& step, const StepWork& context, const Matrix& in);
/// Fills result.scores, whose first columns hold the indicators.
void run_aggregate(const std::vector<AggregateLevel>& plans, const std::vector<double>& weights,
                   const StepWork& context);

}  // namespace dajuan::index
