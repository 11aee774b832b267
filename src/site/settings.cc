#include "site/settings.h"

#include <algorithm>

#include "index/section.h"
#include "site/text_format.h"

namespace dajuan::site {
namespace {

using index::Need;
using index::Section;

std::string text_of(Section& section, std::string_view key, Need need = Need::optional) {
  return displayable(section.text(key, need).value_or(""));
}

/// Lines stay lines; nothing else of a text can leave its place on a page.
Names names_of(Section& section, std::string_view key, Need need = Need::optional) {
  const auto clean = [](const std::string& words) {
    std::string out;
    for (std::size_t at = 0; at <= words.size();) {
      const std::size_t end = std::min(words.find('\n', at), words.size());
      out += (at == 0 ? "" : "\n") + displayable(words.substr(at, end - at));
      at = end + 1;
    }
    return out;
  };
  const Names given = section.names(key, need);
  return {clean(given.zh), clean(given.en)};
}

bool has_scheme(std::string_view link, std::initializer_list<std::string_view> schemes) {
  const bool plain = std::none_of(link.begin(), link.end(), [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte <= 0x20 || byte >= 0x7f || c == '"' || c == '<' || c == '>' || c == '\\';
  });
  return plain && std::any_of(schemes.begin(), schemes.end(), [&](std::string_view scheme) {
           return link.starts_with(scheme) && link.size() > scheme.size();
         });
}

/// A place on the web; nothing that a browser would execute.
std::string link_of(Section& section, std::string_view key, bool mail = false) {
  const std::string link = section.text(key).value_or("");
  if (link.empty() || has_scheme(link, {"https://", "http://"})) return link;
  if (mail && has_scheme(link, {"mailto:", "tel:"})) return link;
  section.error(key, Message("site.problem.link", {{"found", link}}));
  return "";
}

void read_calendar(Section& whole, SiteSettings& settings) {
  for (Section& entry : whole.tables("calendar")) {
    const std::optional<std::string> series = entry.text("series", Need::required);
    const std::optional<std::string> period_text = entry.text("period", Need::required);
    const TomlValue* day = entry.raw("date");
    std::optional<Period> period;
    if (period_text) {
      period = Period::parse(*period_text);
      if (!period) entry.error("period", Message("site.problem.period", {{"found", *period_text}}));
    }
    std::optional<CalendarDate> date;
    if (day != nullptr && (day->kind == TomlKind::date || day->kind == TomlKind::text))
      date = CalendarDate::parse(day->text);
    if (!date) entry.error("date", {"site.problem.date"});
    entry.finish();
    if (!series || !period || !date) continue;
    const auto [known, is_new] = settings.calendar.try_emplace({*series, *period}, *date);
    if (!is_new) entry.error("period", Message("site.problem.calendar_twice", {{"period", *period_text}}));
  }
}

}  // namespace

bool SiteSettings::names_publisher() const {
  const std::string* const said[] = {&organiser.zh, &organiser.en, &postal.zh,      &postal.en,
                                     &telephone,    &email,        &errors.zh,      &errors.en,
                                     &site_code,    &icp,          &public_security};
  return std::any_of(std::begin(said), std::end(said), [](const auto* text) { return !text->empty(); });
}

std::optional<CalendarDate> SiteSettings::published(const std::string& series, Period period) const {
  const auto found = calendar.find({series, period});
  return found == calendar.end() ? std::nullopt : std::optional(found->second);
}

std::optional<std::pair<Period, CalendarDate>> SiteSettings::next(const std::string& series,
                                                                  Period period) const {
  const auto found = calendar.upper_bound({series, period});
  if (found == calendar.end() || found->first.first != series) return std::nullopt;
  return std::pair(found->first.second, found->second);
}

SiteSettings read_settings(const std::string& file, Diagnostics& diagnostics) {
  SiteSettings settings;
  const std::optional<TomlValue> document = read_toml(file, diagnostics);
  if (!document) return settings;
  Section whole(*document, "", file, diagnostics);
  settings.name = names_of(whole, "name");
  settings.about = names_of(whole, "about");
  settings.address = link_of(whole, "address");
  if (!settings.address.empty() && settings.address.back() != '/') settings.address += '/';
  if (settings.address.find_first_of("?#") != std::string::npos)
    whole.error("address", Message("site.problem.link", {{"found", settings.address}}));
  if (std::optional<Section> organiser = whole.table("organiser")) {
    settings.organiser = names_of(*organiser, "name", Need::required);
    settings.organiser_link = link_of(*organiser, "link");
    organiser->finish();
  }
  if (std::optional<Section> records = whole.table("records")) {
    settings.site_code = text_of(*records, "site_code");
    settings.icp = text_of(*records, "icp");
    settings.icp_link = link_of(*records, "icp_link");
    settings.public_security = text_of(*records, "public_security");
    settings.public_security_link = link_of(*records, "public_security_link");
    records->finish();
  }
  if (std::optional<Section> contact = whole.table("contact")) {
    settings.postal = names_of(*contact, "postal");
    settings.telephone = text_of(*contact, "telephone");
    settings.email = text_of(*contact, "email");
    if (!settings.email.empty() && !has_scheme("mailto:" + settings.email, {"mailto:"}))
      contact->error("email", Message("site.problem.link", {{"found", settings.email}}));
    contact->finish();
  }
  if (std::optional<Section> errors = whole.table("errors")) {
    settings.errors = names_of(*errors, "text", Need::required);
    settings.errors_link = link_of(*errors, "link", true);
    errors->finish();
  }
  read_calendar(whole, settings);
  whole.finish();
  return settings;
}

}  // namespace dajuan::site
