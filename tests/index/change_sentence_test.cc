#include "index/change_sentence.h"

#include <doctest/doctest.h>

#include "base/message.h"

namespace dajuan::index {
namespace {

FigureChange count_change(double then, double now, Limits ratio, ChangeWord word) {
  FigureChange change;
  change.difference.value = now - then;
  change.ratio = now / then;
  change.ratio_limits = ratio;
  change.method = FigureMethod::count;
  change.word = word;
  return change;
}

TEST_CASE("a fall of counts is told in percent, with the limits of its ratio, in both languages") {
  const FigureChange change = count_change(573, 498, {0.83, 0.91}, ChangeWord::fell);
  CHECK(text(Language::en, change_sentence(change, 573, 498)) ==
        "fell from 573 to 498, \u221213.1 % (\u221217.0 % to \u22129.0 %)");
  const std::string zh = text(Language::zh, change_sentence(change, 573, 498));
  CHECK(zh.find("573") != std::string::npos);
  CHECK(zh.find("13.1%") != std::string::npos);
  CHECK(text(Language::en, change_headline(change, 573, 498, "2024-06", false)) ==
        "\u221213.1 % (\u221217.0 % to \u22129.0 %) on 2024-06");
  CHECK(text(Language::en, change_headline(count_change(100, 23, {0.207, 0.256}, ChangeWord::fell), 100, 23,
                                           "2003", true)) ==
        "\u221277.0 % (\u221279.3 % to \u221274.4 %) since 2003");
}

TEST_CASE("few counts are said to be too few, the same figures to be the same") {
  const FigureChange few = count_change(4, 9, {0.6, 10.0}, ChangeWord::no_clear_change);
  CHECK(too_few(few, 4));
  CHECK(text(Language::en, change_sentence(few, 4, 9)) == "4 then, 9 now: too few to be sure");
  const FigureChange many = count_change(400, 420, {0.91, 1.2}, ChangeWord::no_clear_change);
  CHECK_FALSE(too_few(many, 400));
  CHECK(text(Language::en, change_sentence(many, 400, 420)).find("no clear change") == 0);
  const FigureChange same = count_change(5, 5, {}, ChangeWord::same_figures);
  CHECK(text(Language::en, change_sentence(same, 5, 5)).find("same figures") != std::string::npos);
}

TEST_CASE("a share is told in its own unit, since a percentage of percent misleads") {
  FigureChange change;
  change.difference = {-3.5, 1, {-5.5, -1.5}};
  change.method = FigureMethod::proportion;
  change.word = ChangeWord::fell;
  const std::string told = text(Language::en, change_sentence(change, 90, 86.5));
  CHECK(told.find("fell from 90") == 0);
  CHECK(told.find("by 3.5") != std::string::npos);
  CHECK(told.find("%") == std::string::npos);
}

}  // namespace
}  // namespace dajuan::index
