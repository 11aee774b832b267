#include "reference/outcome.h"

#include <fmt/format.h>

#include <cmath>

namespace dajuan::reference {

void stop_on_errors(const Diagnostics& diagnostics) {
  if (diagnostics.has_errors()) throw Failure{{}, diagnostics};
}

Message told(const Difference& worst, const std::string& file, std::size_t count) {
  const std::string all = std::to_string(count);
  switch (worst.what) {
    case Difference::What::row_missing:
      return {"reference.row_missing", {{"file", file}, {"row", worst.row}, {"count", all}}};
    case Difference::What::row_too_many:
      return {"reference.row_too_many", {{"file", file}, {"row", worst.row}, {"count", all}}};
    case Difference::What::row_twice:
      return {"reference.row_twice", {{"file", file}, {"row", worst.row}, {"count", all}}};
    case Difference::What::column_missing:
      return {"reference.column_missing", {{"file", file}, {"column", worst.column}, {"count", all}}};
    case Difference::What::column_too_many:
      return {"reference.column_too_many", {{"file", file}, {"column", worst.column}, {"count", all}}};
    case Difference::What::cell:
      break;
  }
  return {"reference.worst_cell",
          {{"file", file},
           {"row", worst.row},
           {"column", worst.column},
           {"found", worst.found},
           {"expected", worst.expected},
           {"error", std::isfinite(worst.error) ? fmt::format("{:.3g}", worst.error) : "-"},
           {"count", all}}};
}

}  // namespace dajuan::reference
