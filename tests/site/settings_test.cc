#include "site/settings.h"

#include <doctest/doctest.h>

#include "made_up_result.h"

using namespace dajuan;
using namespace dajuan::site;
using namespace dajuan::site_test;

namespace {

SiteSettings read(const Scratch& scratch, const std::string& words, Diagnostics& diagnostics) {
  write_text(scratch / "site.toml", words);
  return read_settings((scratch / "site.toml").string(), diagnostics);
}

}  // namespace

TEST_CASE("site.toml says who publishes, how to reach them and when") {
  const Scratch scratch("settings");
  Diagnostics diagnostics;
  const SiteSettings settings = read(scratch, R"(
address = "https://safety.example.org"
name = { zh = "平安", en = "Safety" }
about = { zh = "一\n\n二", en = "One\n\ntwo" }
[organiser]
name = { zh = "办公室", en = "The office" }
link = "https://example.org/"
[records]
site_code = "3300000001"
icp = "浙ICP备00000001号"
icp_link = "https://beian.miit.gov.cn/"
public_security = "浙公网安备33000000000001号"
[contact]
postal = { zh = "某街1号", en = "1 Some Street" }
telephone = "+86 571 0000 0000"
email = "index@example.org"
[errors]
text = { zh = "来信即复。", en = "Write to us." }
link = "mailto:errors@example.org"
[[calendar]]
series = "s"
period = "2025-06"
date = 2025-07-15
[[calendar]]
series = "s"
period = "2025-07"
date = 2025-08-15
)",
                                     diagnostics);
  CHECK_MESSAGE(diagnostics.items().empty(), text(Language::en, diagnostics));
  CHECK(settings.address == "https://safety.example.org/");
  CHECK(settings.organiser.zh == "办公室");
  CHECK(settings.about.en == "One\n\ntwo");
  CHECK(settings.icp_link == "https://beian.miit.gov.cn/");
  CHECK(settings.errors_link == "mailto:errors@example.org");
  CHECK(settings.names_publisher());
  CHECK(settings.published("s", Period::month(2025, 6)) == CalendarDate{2025, 7, 15});
  CHECK_FALSE(settings.published("s", Period::month(2025, 5)).has_value());
  const auto next = settings.next("s", Period::month(2025, 6));
  REQUIRE(next.has_value());
  CHECK(next->first == Period::month(2025, 7));
  CHECK_FALSE(settings.next("s", Period::month(2025, 7)).has_value());
  CHECK_FALSE(settings.next("other", Period::month(2025, 6)).has_value());
}

TEST_CASE("everything that is wrong with site.toml is told at once") {
  const Scratch scratch("settings-wrong");
  Diagnostics diagnostics;
  read(scratch, R"x(
adress = "https://safety.example.org"
address = "javascript:alert(1)"
[organiser]
link = "https://example.org/\" onclick="
[contact]
telephone = 5
email = "a b@example.org"
[[calendar]]
series = "s"
period = "June"
date = "2025-02-30"
[[calendar]]
series = "s"
period = "2025-07"
date = 2025-08-15
[[calendar]]
series = "s"
period = "2025-07"
date = 2025-08-16
)x",
       diagnostics);
  const std::string told = text(Language::en, diagnostics);
  for (const char* words : {"adress", "javascript:alert(1)", "onclick", "organiser.name", "contact.telephone",
                            "a b@example.org", "“June”", "A day is written", "2025-07 stands twice"})
    CHECK_MESSAGE(told.find(words) != std::string::npos, words, " in ", told);
}

TEST_CASE("days of the calendar") {
  CHECK(CalendarDate::parse("2024-02-29").has_value());
  for (const char* no : {"2023-02-29", "1900-02-29", "2025-13-01", "2025-00-01", "2025-1-01",
                         "2025-01-01T00:00", "2025/01/01", "0000-01-01", ""})
    CHECK_MESSAGE(!CalendarDate::parse(no).has_value(), no);
  CHECK(CalendarDate::parse("2025-07-05")->text() == "2025-07-05");
  CHECK(day_after(*Period::parse("2025-06")) == CalendarDate{2025, 7, 1});
  CHECK(day_after(*Period::parse("2024-Q4")) == CalendarDate{2025, 1, 1});
  CHECK(day_after(*Period::parse("2024")) == CalendarDate{2025, 1, 1});
}
