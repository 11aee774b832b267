#include "base/xlsx_reader/workbook.h"

#include <charconv>
#include <optional>
#include <orcus/zip_archive.hpp>
#include <orcus/zip_archive_stream.hpp>

#include "base/number_text.h"
#include "base/xlsx_date.h"
#include "base/xlsx_reader/parts.h"
#include "base/xlsx_records.h"

namespace dajuan::xlsx {
namespace {

constexpr std::size_t kSendBytes = std::size_t{1} << 20;

std::optional<std::uint32_t> whole_number(std::string_view text) {
  std::uint32_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

/// "B7" as row 6, column 1; (0, 0) would be "A1".
struct Position {
  std::uint32_t row = 0;
  std::uint32_t column = 0;
};
Position position_of(std::string_view reference) {
  std::uint32_t column = 0;
  std::size_t i = 0;
  for (; i < reference.size() && i < 4 && reference[i] >= 'A' && reference[i] <= 'Z'; ++i)
    column = column * 26 + static_cast<std::uint32_t>(reference[i] - 'A' + 1);
  const std::optional<std::uint32_t> row = whole_number(reference.substr(i));
  if (column == 0 || !row || *row == 0) throw Broken();
  return {*row - 1, column - 1};
}

/// Sends the cells of a sheet while its XML is read.
class SheetReader {
 public:
  SheetReader(const SharedStrings& strings, const NumberFormats& formats, bool from_1904,
              const CellLimits& limits, std::uint64_t& cells, std::string& out,
              const std::function<void(std::string_view)>& send)
      : strings_(strings),
        formats_(formats),
        from_1904_(from_1904),
        limits_(limits),
        cells_(cells),
        out_(out),
        send_(send) {}

  void open(std::string_view name, const Attributes& attributes) {
    if (name == "row") {
      const std::optional<std::uint32_t> row = whole_number(attributes.get("r"));
      if (row && *row == 0) throw Broken();
      next_ = {row ? *row - 1 : row_begun_ ? next_.row + 1 : 0, 0};
      row_begun_ = true;
    } else if (name == "c") {
      const std::string_view reference = attributes.get("r");
      at_ = reference.empty() ? next_ : position_of(reference);
      next_ = {at_.row, at_.column + 1};
      type_ = attributes.get("t");
      format_ = whole_number(attributes.get("s")).value_or(0);
      value_.clear();
      in_cell_ = true;
    } else if (name == "v" || name == "t") {
      in_value_ = in_cell_ && !in_reading_;
    } else if (name == "rPh") {
      in_reading_ = true;
    }
  }
  void text(std::string_view bytes) {
    if (in_value_) value_ += bytes;
  }
  void close(std::string_view name) {
    if (name == "v" || name == "t") in_value_ = false;
    if (name == "rPh") in_reading_ = false;
    if (name != "c") return;
    in_cell_ = false;
    if (!value_.empty()) send_cell();
  }

 private:
  void send_cell() {
    if (at_.row >= limits_.rows || at_.column >= limits_.columns || ++cells_ > limits_.cells)
      throw TooManyCells();
    if (type_ == "s") {
      const std::optional<std::uint32_t> index = whole_number(value_);
      if (!index || *index >= strings_.texts.size()) throw Broken();
      append(RecordKind::text, strings_.texts[*index]);
    } else if (type_ == "b") {
      append(RecordKind::boolean,
             value_ == "1" || value_ == "true" ? std::string_view("\1", 1) : std::string_view("\0", 1));
    } else if (type_ == "e") {
      append(RecordKind::error, value_);
    } else if (type_ == "str" || type_ == "inlineStr" || type_ == "d") {
      append(RecordKind::text, value_);
    } else {
      const std::optional<double> number = parse_number(value_);
      if (!number) throw Broken();
      append(number_kind(), double_bytes(*number));
    }
  }
  RecordKind number_kind() const {
    if (format_ >= formats_.formats.size()) return RecordKind::number;
    switch (formats_.formats[format_]) {
      case NumberFormat::date:
        return from_1904_ ? RecordKind::date_from_1904 : RecordKind::date;
      case NumberFormat::percent:
        return RecordKind::percent;
      default:
        return RecordKind::number;
    }
  }
  void append(RecordKind kind, std::string_view bytes) {
    append_record(out_, {kind, at_.row, at_.column, bytes});
    if (out_.size() < kSendBytes) return;
    send_(out_);
    out_.clear();
  }

  const SharedStrings& strings_;
  const NumberFormats& formats_;
  const bool from_1904_;
  const CellLimits& limits_;
  std::uint64_t& cells_;
  std::string& out_;
  const std::function<void(std::string_view)>& send_;
  Position next_;
  Position at_;
  bool row_begun_ = false;
  bool in_cell_ = false;
  bool in_value_ = false;
  bool in_reading_ = false;
  std::string type_;
  std::uint32_t format_ = 0;
  std::string value_;
};

}  // namespace

void NumberFormats::open(std::string_view name, const Attributes& attributes) {
  if (name == "numFmt") {
    if (const auto id = whole_number(attributes.get("numFmtId")))
      codes[*id] = std::string(attributes.get("formatCode"));
  } else if (name == "cellXfs") {
    in_cell_formats = true;
  } else if (name == "xf" && in_cell_formats) {
    const std::uint32_t id = whole_number(attributes.get("numFmtId")).value_or(0);
    const auto code = codes.find(id);
    const std::string_view own = code == codes.end() ? std::string_view() : code->second;
    formats.push_back(is_date_format(id, own)      ? NumberFormat::date
                      : is_percent_format(id, own) ? NumberFormat::percent
                                                   : NumberFormat::plain);
  }
}

void read_workbook(std::string_view bytes, const CellLimits& limits,
                   const std::function<void(std::string_view)>& send) {
  orcus::zip_archive_stream_blob stream(reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size());
  orcus::zip_archive archive(&stream);
  archive.load();
  std::vector<unsigned char> xml;
  const auto read_part = [&](const std::string& path, auto& part) {
    if (!archive.read_file_entry(path, xml)) throw Broken();
    read_xml(xml, part);
  };

  Relations relations;
  read_part("xl/_rels/workbook.xml.rels", relations);
  SheetList list;
  read_part("xl/workbook.xml", list);
  NumberFormats formats;
  if (!relations.styles.empty()) read_part(relations.styles, formats);
  SharedStrings strings;
  if (!relations.shared_strings.empty()) read_part(relations.shared_strings, strings);

  std::uint64_t cells = 0;
  std::string out;
  for (const SheetList::Entry& sheet : list.sheets) {
    const auto target = relations.targets.find(sheet.relation);
    if (target == relations.targets.end()) continue;  // a sheet that is a chart
    append_record(out, {RecordKind::sheet, 0, 0, sheet.name});
    SheetReader reader(strings, formats, list.from_1904, limits, cells, out, send);
    read_part(target->second, reader);
  }
  send(out);
}

}  // namespace dajuan::xlsx
