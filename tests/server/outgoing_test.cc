#include "server/outgoing.h"

#include <doctest/doctest.h>
#include <unistd.h>

namespace dajuan::server {
namespace {

TEST_CASE("an answer is sent whole, however it is cut") {
  auto content = std::make_shared<Content>();
  content->bytes = "0123456789";
  const auto head = std::make_shared<const std::string>("HEAD");
  const std::string whole = "HEADtail23456";
  for (std::size_t step = 1; step <= whole.size(); ++step) {
    Outgoing answer;
    answer.begin({206, head, content, 2, 5}, "tail");
    std::string sent;
    while (!answer.done()) {
      std::string left;
      for (const std::string_view piece : answer.pieces()) left += piece;
      CHECK(left == whole.substr(sent.size()));
      CHECK_FALSE(answer.file_piece().has_value());
      const std::string taken = left.substr(0, step);
      sent += taken;
      answer.sent(taken.size());
    }
    CHECK(sent == whole);
  }
}

TEST_CASE("a streamed file has its turn after the head") {
  auto content = std::make_shared<Content>();
  content->file = Descriptor(::dup(0));
  const int number = content->file.get();
  Outgoing answer;
  answer.begin({206, std::make_shared<const std::string>("HEAD"), content, 100, 50}, "tail");
  CHECK_FALSE(answer.file_piece().has_value());
  answer.sent(8);
  REQUIRE(answer.file_piece().has_value());
  CHECK(answer.file_piece()->file == number);
  answer.sent(20);
  CHECK(answer.file_piece()->at == 120);
  CHECK(answer.file_piece()->size == 30);
  answer.sent(30);
  CHECK(answer.done());
}

}  // namespace
}  // namespace dajuan::server
