// Any bytes as a workbook, read by a process of its own: tables of whole rows, or an error. Bytes that are no
// ZIP archive become the sheet, or with a first letter 'w', 'r', 's' or 't' another part, of an archive in
// good order, so that what unpacks them is not all that is tried.
#include <cstdint>
#include <cstdlib>
#include <string>

#include "../base/workbook_bytes.h"
#include "base/text.h"
#include "base/xlsx.h"

using namespace dajuan;

namespace {

std::string workbook(std::string_view bytes) {
  if (looks_like_xlsx(bytes)) return std::string(bytes);
  const std::size_t part = bytes.empty() ? std::string_view::npos : std::string_view("_wrts").find(bytes[0]);
  if (part == std::string_view::npos || part == 0)
    return test::zip(test::workbook_parts(bytes, "<si><t>a</t></si><si><t>b</t></si>"));
  test::Parts parts =
      test::workbook_parts("<row><c t='s'><v>0</v></c><c s='2'><v>45427</v></c></row>", "<si><t>a</t></si>");
  parts[part].second = std::string(bytes.substr(1));
  return test::zip(parts);
}

void require(bool holds) {
  if (!holds) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string bytes = workbook({reinterpret_cast<const char*>(data), size});
  TableLimits limits;
  limits.rows = 1000;
  limits.columns = 100;
  limits.cells = 10000;
  Diagnostics diagnostics;
  const std::vector<Table> tables = read_xlsx(bytes, "a.xlsx", limits, diagnostics);
  require(!tables.empty() || diagnostics.has_errors());
  for (const Diagnostic& item : diagnostics.items()) {
    // The process must answer; what the libraries do to it is contained, but it is to be known.
    require(item.message.id != "xlsx.reader_failed" && item.message.id != "xlsx.no_reader");
  }
  for (const Table& table : tables) {
    require(table.cells.size() == table.rows() * table.header.size());
    for (const Cell& cell : table.cells)
      require(is_utf8(cell.text) && cell.text.empty() == (cell.kind == CellKind::empty));
  }
  return 0;
}
