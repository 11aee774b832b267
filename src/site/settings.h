#pragma once
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/diagnostics.h"
#include "base/names.h"
#include "base/period.h"
#include "site/calendar.h"

namespace dajuan::site {

/// What a site says of those who publish it: site.toml (docs/site.md). Everything may be missing, and what is
/// missing is not shown.
struct SiteSettings {
  std::string address;  ///< where the site will stand, "https://…/" with '/' at its end; empty = not known
  Names name;           ///< of the site, beside 答卷
  Names organiser;
  std::string organiser_link;
  std::string site_code;  ///< 网站标识码
  std::string icp;        ///< ICP record number
  std::string icp_link;
  std::string public_security;  ///< record number of the public security organ
  std::string public_security_link;
  Names postal;
  std::string telephone;
  std::string email;
  Names errors;  ///< how to report an error, and what follows
  std::string errors_link;
  Names about;  ///< paragraphs, parted by an empty line
  /// The day on which a period of a series was or will be published.
  std::map<std::pair<std::string, Period>, CalendarDate> calendar;

  /// Whether anything is said of those who publish it.
  bool names_publisher() const;
  std::optional<CalendarDate> published(const std::string& series, Period period) const;
  /// The first period after `period` that has a day.
  std::optional<std::pair<Period, CalendarDate>> next(const std::string& series, Period period) const;
};

/// Reads site.toml. Every problem is told with its place; settings with errors are not to be used.
SiteSettings read_settings(const std::string& file, Diagnostics& diagnostics);

}  // namespace dajuan::site
