#pragma once
#include <memory>
#include <string>
#include <string_view>

#include "base/message.h"
#include "site/view.h"

namespace dajuan::site {

/// The page templates of web/pages, built into the program. Texts of the message files stand in them as
/// {{room.name}} and are put in once per language; everything else is filled in from a View and escaped by
/// where it stands. From any thread. The only place that knows the
/// template library.
class Templates {
 public:
  Templates();
  ~Templates();
  Templates(const Templates&) = delete;
  Templates& operator=(const Templates&) = delete;

  /// The template `web/pages/NAME.tpl` in a language, filled. Throws std::logic_error when there is none.
  std::string fill(std::string_view name, Language language, const View& view) const;

 private:
  struct Store;
  std::unique_ptr<Store> store_;
};

/// web/style/site.css and web/style/icon.svg.
std::string_view style_sheet();
std::string_view icon();

}  // namespace dajuan::site
