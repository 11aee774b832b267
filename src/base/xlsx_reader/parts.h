#pragma once
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/xlsx_reader/xml.h"

namespace dajuan::xlsx {

// The small parts of a workbook (ECMA-376 part 1, section 18), each as what its XML fills.

/// xl/_rels/workbook.xml.rels: where the parts are.
struct Relations {
  std::map<std::string, std::string, std::less<>> targets;  ///< path in the archive by identifier
  std::string styles;
  std::string shared_strings;

  void open(std::string_view name, const Attributes& attributes) {
    if (name != "Relationship") return;
    const std::string_view target = attributes.get("Target");
    const std::string path =
        target.starts_with('/') ? std::string(target.substr(1)) : "xl/" + std::string(target);
    const std::string_view type = attributes.get("Type");
    if (type.ends_with("/styles")) styles = path;
    if (type.ends_with("/sharedStrings")) shared_strings = path;
    if (type.ends_with("/worksheet")) targets.emplace(attributes.get("Id"), path);
  }
  void close(std::string_view) {}
  void text(std::string_view) {}
};

/// xl/workbook.xml: the sheets in their order.
struct SheetList {
  struct Entry {
    std::string name;
    std::string relation;
  };
  std::vector<Entry> sheets;
  bool from_1904 = false;

  void open(std::string_view name, const Attributes& attributes) {
    if (name == "sheet")
      sheets.push_back({std::string(attributes.get("name")), std::string(attributes.get("id"))});
    if (name == "workbookPr") {
      const std::string_view value = attributes.get("date1904");
      from_1904 = value == "1" || value == "true" || value == "on";
    }
  }
  void close(std::string_view) {}
  void text(std::string_view) {}
};

/// xl/styles.xml: which cell formats show dates or percentages.
enum class NumberFormat : std::uint8_t { plain, date, percent };

struct NumberFormats {
  std::map<std::size_t, std::string> codes;  ///< of number formats of the workbook's own
  std::vector<NumberFormat> formats;         ///< by cell format
  bool in_cell_formats = false;

  void open(std::string_view name, const Attributes& attributes);
  void close(std::string_view name) {
    if (name == "cellXfs") in_cell_formats = false;
  }
  void text(std::string_view) {}
};

/// xl/sharedStrings.xml: texts that cells name by number. Readings (`rPh`) are not part of a text.
struct SharedStrings {
  std::vector<std::string> texts;
  bool in_text = false;
  bool in_reading = false;

  void open(std::string_view name, const Attributes&) {
    if (name == "si") texts.emplace_back();
    if (name == "rPh") in_reading = true;
    if (name == "t") in_text = true;
  }
  void close(std::string_view name) {
    if (name == "rPh") in_reading = false;
    if (name == "t") in_text = false;
  }
  void text(std::string_view bytes) {
    if (in_text && !in_reading && !texts.empty()) texts.back() += bytes;
  }
};

}  // namespace dajuan::xlsx
