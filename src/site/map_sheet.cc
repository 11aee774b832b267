#include "site/map_sheet.h"

#include <algorithm>

#include "site/map_inset.h"
#include "site/map_projection.h"
#include "site/map_simplify.h"

namespace dajuan::site {

Sheet make_sheet(const std::vector<const region::Outline*>& outlines, const SheetSize& size) {
  constexpr double kMargin = 2;  // for the edges of the outermost shapes
  const Projection projection(outlines, size.width, size.most_height, kMargin);
  Sheet sheet;
  sheet.width = projection.width();
  sheet.height = projection.height();
  std::vector<Shape> exact;
  for (const region::Outline* outline : outlines) exact.push_back(projection.shape(*outline));
  sheet.shapes = simplified(exact);
  sheet.ground = Ground(sheet.width, sheet.height);
  for (std::size_t region = 0; region < sheet.shapes.size(); ++region) {
    sheet.middles.push_back(middle_of(sheet.shapes[region]));
    sheet.ground.add(sheet.shapes[region], static_cast<int>(region));
  }
  if (size.inset) sheet.inset = make_inset(outlines, projection, sheet);
  if (sheet.inset) {
    sheet.ground.add(sheet.inset->frame, Ground::kFrame);
    for (const auto& [from, to] : sheet.inset->leaders) sheet.ground.add_line(from, to);
  }
  return sheet;
}

}  // namespace dajuan::site
