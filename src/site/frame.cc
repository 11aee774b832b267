#include "site/frame.h"

#include <algorithm>

#include "site/parts.h"
#include "site/text_format.h"

namespace dajuan::site {
namespace {

/// As BCP 47 has it: the folder zh/ holds what is written in the characters of the mainland.
std::string html_language(Language language) {
  return language == Language::zh ? "zh-CN" : std::string(language_code(language));
}

std::string folder_of(Language language) { return std::string(language_code(language)) + "/"; }

std::string section_name(Language language, Section section) {
  switch (section) {
    case Section::newest:
      return text(language, {"site.section.newest"});
    case Section::compare:
      return text(language, {"site.section.compare"});
    case Section::archive:
      return text(language, {"site.section.archive"});
    case Section::method:
      return text(language, {"site.section.method"});
    case Section::data:
      return text(language, {"site.section.data"});
    case Section::about:
      return text(language, {"site.section.about"});
    case Section::search:
      return text(language, {"site.section.search"});
  }
  return "";
}

class Links {
 public:
  explicit Links(const Frame& frame) : frame_(frame), own_(folder_of(frame.language) + frame.address) {}

  /// To a file or folder of the site.
  std::string to(const std::string& path) const {
    return frame_.anywhere ? "/" + path : relative_link(own_, path);
  }
  std::string in_language(const std::string& address) const {
    return to(folder_of(frame_.language) + address);
  }
  /// Where readers of other hosts find it: absolute where the site knows its own address.
  std::string canonical(Language language) const {
    const std::string path = folder_of(language) + frame_.address;
    return frame_.site.settings.address.empty() ? to(path) : frame_.site.settings.address + path;
  }

 private:
  const Frame& frame_;
  std::string own_;
};

void add_languages(View& head, const Frame& frame, const Links& links) {
  for (const Language language : languages()) {
    if (language == frame.language) continue;
    for (const char* place : {"ALTERNATE", "LANGUAGE"}) {
      View& other = head.add(place);
      other.set("TAG", html_language(language)).set("NAME", text(language, {"site.language"}));
      const bool in_head = place[0] == 'A';
      other.set("LINK", in_head ? links.canonical(language) : links.to(folder_of(language) + frame.address));
    }
  }
}

void add_sections(View& head, const Frame& frame, const Links& links) {
  View& nav = head.add("SECTIONS");
  const std::string now =
      frame.section ? section_name(frame.language, *frame.section) : text(frame.language, {"site.sections"});
  nav.set("NOW", now);
  for (const Section section : kSections) {
    if (section == Section::search || !has_pages(section)) continue;
    View& item = nav.include("ITEMS", "section_link");
    const std::string address = section_address(frame.series->series, section);
    item.set("NAME", section_name(frame.language, section)).set("LINK", links.in_language(address));
    if (frame.section == section) item.add(address == frame.address ? "HERE" : "WITHIN");
  }
}

/// A name with its value, as a link where there is one.
void add_imprint_row(View& list, const std::string& name, const std::string& value, const std::string& link) {
  if (value.empty()) return;
  View& row = list.add("ROW");
  row.set("NAME", name);
  if (link.empty()) {
    row.add("PLAIN").set("TEXT", value);
  } else {
    row.add("LINKED").set("TEXT", value).set("LINK", link);
  }
}

}  // namespace

bool has_pages(Section section) {
  return section == Section::newest || section == Section::archive || section == Section::about;
}

void add_imprint(View& view, Language language, const SiteSettings& settings) {
  if (!settings.names_publisher()) return;
  View& list = view.include("IMPRINT", "imprint");
  const auto say = [&](const char* id) { return text(language, {id}); };
  add_imprint_row(list, say("site.imprint.organiser"), settings.organiser.in(language),
                  settings.organiser_link);
  add_imprint_row(list, say("site.imprint.postal"), settings.postal.in(language), "");
  add_imprint_row(list, say("site.imprint.telephone"), settings.telephone, "");
  add_imprint_row(list, say("site.imprint.email"), settings.email, "mailto:" + settings.email);
  add_imprint_row(list, say("site.imprint.errors"), settings.errors.in(language), settings.errors_link);
  add_imprint_row(list, say("site.imprint.site_code"), settings.site_code, "");
  add_imprint_row(list, say("site.imprint.icp"), settings.icp, settings.icp_link);
  add_imprint_row(list, say("site.imprint.public_security"), settings.public_security,
                  settings.public_security_link);
}

void add_frame(View& view, const Frame& frame) {
  const Links links(frame);
  const SiteSettings& settings = frame.site.settings;
  View& head = view.include("HEAD", "head");
  head.set("LANG", html_language(frame.language)).set("TITLE", frame.title);
  head.set("DESCRIPTION", frame.description).set("HOME", links.in_language(""));
  head.set("STYLE", links.to("style.css")).set("ICON", links.to("icon.svg"));
  if (!frame.anywhere) head.add("CANONICAL").set("LINK", links.canonical(frame.language));
  head.show_if(frame.simulated, "SIMULATED");
  add_languages(head, frame, links);
  View& named = head.add(frame.series == nullptr ? "SITE" : "SERIES");
  if (frame.series != nullptr) {
    named.set("NAME", frame.series->newest().title.in(frame.language));
    named.set("LINK", links.in_language(series_address(frame.series->series)));
    add_sections(head, frame, links);
    if (has_pages(Section::search))
      head.add("SEARCH")
          .set("NAME", section_name(frame.language, Section::search))
          .set("LINK", links.in_language(section_address(frame.series->series, Section::search)));
  } else {
    named.set("NAME", settings.name.in(frame.language));
  }
  View& foot = view.include("FOOT", "foot");
  foot.set("HOME", links.in_language(""));
  if (!frame.source.empty()) foot.add("SOURCE").set("TEXT", frame.source);
  add_imprint(foot, frame.language, settings);
}

Frame series_frame(const Context& context, std::string title, std::string description, Section section) {
  Frame frame = series_frame(context.language, context.site, context.series, context.address,
                             std::move(title), section);
  const ResultHead& result = context.result;
  frame.description = std::move(description);
  frame.simulated = result.simulated;
  frame.source = context.say({"site.made_by",
                              {{"engine", result.engine_version},
                               {"scheme", result.scheme_version},
                               {"revision", std::to_string(result.revision)}}});
  return frame;
}

Frame series_frame(Language language, const SiteContents& site, const SeriesResults& series,
                   std::string address, std::string title, Section section) {
  const ResultHead& newest = series.newest();
  return {language,
          site,
          std::move(address),
          std::move(title),
          newest.summary.in(language),
          &series,
          section,
          newest.simulated,
          false,
          ""};
}

void add_key_line(View& view, const Context& context) {
  const Result& result = context.result;
  const SiteSettings& settings = context.site.settings;
  std::vector<int> members;
  for (std::size_t u = 0; u < result.units.size(); ++u)
    if (result.regions[result.units[u].region].level == result.members)
      members.push_back(static_cast<int>(u));
  View& key = view.include("KEY", "key");
  key.set("PERIOD", period_text(context.language, result.period));
  key.set("MEMBERS", count_text(context, members));
  if (const auto day = settings.published(result.series, result.period))
    key.add("RELEASED").set("TEXT", date_text(context.language, *day));
  if (result.period != context.series.newest().period) return;
  if (const auto next = settings.next(result.series, result.period))
    key.add("NEXT").set("TEXT", context.say({"site.key.next_text",
                                             {{"date", date_text(context.language, next->second)},
                                              {"period", period_text(context.language, next->first)}}}));
}

}  // namespace dajuan::site
