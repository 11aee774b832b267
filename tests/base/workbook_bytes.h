#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace dajuan::test {

using Parts = std::vector<std::pair<std::string, std::string>>;

inline std::string little_endian(std::uint64_t value, int bytes) {
  std::string text;
  for (int i = 0; i < bytes; ++i, value >>= 8) text += static_cast<char>(value & 0xFF);
  return text;
}

inline std::uint32_t crc32(std::string_view bytes) {
  std::uint32_t crc = 0xFFFFFFFF;
  for (const char c : bytes) {
    crc ^= static_cast<unsigned char>(c);
    for (int bit = 0; bit < 8; ++bit) crc = crc >> 1 ^ (0xEDB88320 & (0u - (crc & 1)));
  }
  return ~crc;
}

/// A ZIP archive whose entries are stored as they are.
inline std::string zip(const Parts& parts) {
  std::string archive;
  std::string directory;
  for (const auto& [name, bytes] : parts) {
    const std::string sizes = little_endian(crc32(bytes), 4) + little_endian(bytes.size(), 4) +
                              little_endian(bytes.size(), 4) + little_endian(name.size(), 2);
    directory += "PK\x01\x02" + little_endian(20, 2) + little_endian(20, 2) + little_endian(0, 8) + sizes +
                 little_endian(0, 12) + little_endian(archive.size(), 4) + name;
    archive += "PK\x03\x04" + little_endian(20, 2) + little_endian(0, 8) + sizes + little_endian(0, 2) +
               name + bytes;
  }
  return archive + directory + "PK\x05\x06" + little_endian(0, 4) + little_endian(parts.size(), 2) +
         little_endian(parts.size(), 2) + little_endian(directory.size(), 4) +
         little_endian(archive.size(), 4) + little_endian(0, 2);
}

/// A workbook of one sheet with this sheet data and shared strings (the XML inside the elements). Cell
/// formats: 0 general, 1 date, 2 "2024年5月", 3 percent.
inline Parts workbook_parts(std::string_view rows, std::string_view strings = "", bool from_1904 = false) {
  const std::string main = "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"";
  const std::string office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
  const auto relation = [&office](int id, const std::string& type, const std::string& target) {
    return "<Relationship Id=\"rId" + std::to_string(id) + "\" Type=\"" + office + "/" + type +
           "\" Target=\"" + target + "\"/>";
  };
  return {
      {"[Content_Types].xml", "<Types/>"},
      {"xl/workbook.xml",
       "<workbook " + main + " xmlns:r=\"" + office + "\"><workbookPr date1904=\"" + (from_1904 ? "1" : "0") +
           "\"/><sheets><sheet name=\"数据\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>"},
      {"xl/_rels/workbook.xml.rels", "<Relationships>" + relation(1, "worksheet", "worksheets/sheet1.xml") +
                                         relation(2, "styles", "styles.xml") +
                                         relation(3, "sharedStrings", "/xl/sharedStrings.xml") +
                                         "</Relationships>"},
      {"xl/styles.xml",
       "<styleSheet " + main +
           "><numFmts><numFmt numFmtId=\"164\" formatCode=\"yyyy&quot;年&quot;m&quot;月&quot;\"/>"
           "</numFmts><cellStyleXfs><xf numFmtId=\"14\"/></cellStyleXfs><cellXfs><xf numFmtId=\"0\"/>"
           "<xf numFmtId=\"14\"/><xf numFmtId=\"164\"/><xf numFmtId=\"9\"/></cellXfs></styleSheet>"},
      {"xl/sharedStrings.xml", "<sst " + main + ">" + std::string(strings) + "</sst>"},
      {"xl/worksheets/sheet1.xml", "<?xml version=\"1.0\"?>\n<worksheet " + main + "><sheetData>" +
                                       std::string(rows) + "</sheetData></worksheet>"},
  };
}

}  // namespace dajuan::test
