#include "site/text_format.h"

#include <doctest/doctest.h>

#include "base/observation.h"
#include "site/axis.h"

using namespace dajuan;
using namespace dajuan::site;

TEST_CASE("numbers are written with one decimal and a true minus sign") {
  CHECK(score_text(59.66) == "59.7");
  CHECK(score_text(-3.25) == "−3.2");
  CHECK(score_text(kMissing) == "–");
  CHECK(change_text(1.8) == "+1.8");
  CHECK(change_text(-19.5) == "−19.5");
  CHECK(change_text(0.04) == "0.0");
  CHECK(change_text(-0.04) == "0.0");
  CHECK(change_text(0.04, 2) == "+0.04");
  CHECK(change_text(-0.004, 2) == "0.00");
  CHECK(shown_sign(-0.04) == 0);
  CHECK(shown_sign(-0.06) == -1);
  CHECK(shown_sign(0.01, 2) == 1);
  CHECK(amount_text(-1.84) == "1.8");
}

TEST_CASE("figures keep the digits that mean something, and thousands are grouped") {
  CHECK(figure_text(1643) == "1,643");
  CHECK(figure_text(1234567) == "1,234,567");
  CHECK(figure_text(-1643.24) == "−1,643.2");
  CHECK(figure_text(51.66) == "51.7");
  CHECK(figure_text(4.017) == "4.02");
  CHECK(figure_text(0.0312) == "0.031");
  CHECK(figure_text(-0.0001) == "0.000");
  CHECK(figure_text(0) == "0");
  CHECK(figure_text(100) == "100");
  CHECK(superscript(-12) == "⁻¹²");
}

TEST_CASE("periods and lists read as each language writes them") {
  CHECK(period_text(Language::zh, *Period::parse("2025-06")) == "2025年6月");
  CHECK(period_text(Language::en, *Period::parse("2025-06")) == "June 2025");
  CHECK(period_text(Language::zh, *Period::parse("2024-Q1")) == "2024年第1季度");
  CHECK(period_text(Language::en, *Period::parse("2024-Q4")) == "the fourth quarter of 2024");
  CHECK(period_text(Language::zh, *Period::parse("2024-S2")) == "2024年下半年");
  CHECK(period_text(Language::en, *Period::parse("2024-S1")) == "the first half of 2024");
  CHECK(period_text(Language::zh, *Period::parse("2024")) == "2024年");
  CHECK(list_text(Language::en, {"a", "b", "c"}) == "a, b and c");
  CHECK(list_text(Language::zh, {"甲", "乙", "丙"}) == "甲、乙和丙");
  CHECK(list_text(Language::en, {"a"}) == "a");
  CHECK(list_text(Language::en, {}).empty());
}

TEST_CASE("a name cannot rearrange a page, and a code cannot leave its folder") {
  CHECK(displayable("a\u202Eb\u2066c\u200Fd") == "abcd");
  CHECK(displayable("line\nbreak\ttab\x7f") == "line break tab ");
  CHECK(displayable("浙江省 é ‘") == "浙江省 é ‘");
  CHECK(displayable("bad\xff") == "bad");
}

TEST_CASE("an axis has round ends and holds every value") {
  const Axis scores = round_axis({23.4, 95.1, kMissing});
  CHECK(scores.low == 20);
  CHECK(scores.high == 100);
  CHECK(scores.step == 20);
  CHECK(scores.percent(60) == "50.00%");
  const Axis narrow = round_axis({87.6, 87.6});
  CHECK(narrow.low < 87.6);
  CHECK(narrow.high > 87.6);
  const Axis below_zero = round_axis({-3, 4});
  CHECK(below_zero.low <= -3);
  CHECK(below_zero.high >= 4);
  CHECK(round_axis({}).high == 100);
  CHECK(round_axis({50}).share(50) >= 0);
}
