// Bytes from a client, taken for requests one behind the other and answered from a small site: whatever they
// are, an answer must be well formed and must not reach what is hidden.
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "../server/made_up_tree.h"
#include "server/request_head.h"
#include "server/static_files.h"

namespace {

using namespace dajuan::server;

void demand(bool holds) {
  if (!holds) std::abort();
}

/// Lines "Name: value" without a byte that could begin another one.
void check_head(std::string_view head) {
  demand(head.starts_with("HTTP/1.1 ") && head.ends_with("\r\n"));
  head.remove_prefix(head.find('\n') + 1);
  while (!head.empty()) {
    const std::size_t end = head.find("\r\n");
    const std::string_view line = head.substr(0, end);
    demand(line.find(": ") != std::string_view::npos);
    for (const char c : line) demand(static_cast<unsigned char>(c) >= 0x20 && c != 0x7f);
    head.remove_prefix(end + 2);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const MadeUpTree tree = [] {
    MadeUpTree made;
    made.put("/zh/index.html", "zh");
    made.put("/en/index.html", "en");
    made.put("/a.csv", "0123456789");
    made.put("/a.csv.gz", "zipped");
    made.put("/a.csv.br", "brotli");
    made.put("/.hidden/x", "hidden");
    return made;
  }();
  static StaticFiles files(tree, 1 << 20);
  std::string_view bytes(reinterpret_cast<const char*>(data), size);
  Request request;
  while (true) {
    const HeadReading reading = read_head(bytes, request);
    if (reading.state != HeadReading::State::complete) break;
    demand(reading.size > 0 && reading.size <= bytes.size());
    bytes.remove_prefix(reading.size);
    const Response response = files.answer(request, Time{});
    check_head(*response.head);
    if (!response.content) {
      demand(response.length == 0);
      continue;
    }
    const std::string& body = response.content->bytes;
    demand(response.first <= body.size() && response.length <= body.size() - response.first);
    demand(body != "hidden");
  }
  return 0;
}
