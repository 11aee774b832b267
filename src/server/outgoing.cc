#include "server/outgoing.h"

#include <algorithm>
#include <utility>

namespace dajuan::server {

void Outgoing::begin(Response response, std::string_view tail) {
  response_ = std::move(response);
  tail_ = tail;
  sent_ = 0;
  total_ = response_.head->size() + tail_.size() + response_.length;
}

std::array<std::string_view, 3> Outgoing::pieces() const {
  std::string_view body;
  if (response_.content && !streams()) {
    body = std::string_view(response_.content->bytes).substr(response_.first, response_.length);
  }
  std::array<std::string_view, 3> rest = {*response_.head, tail_, body};
  std::uint64_t gone = sent_;
  for (std::string_view& piece : rest) {
    const std::uint64_t skip = std::min<std::uint64_t>(gone, piece.size());
    piece.remove_prefix(skip);
    gone -= skip;
  }
  return rest;
}

std::optional<Outgoing::FilePiece> Outgoing::file_piece() const {
  if (!streams()) return std::nullopt;
  const std::uint64_t heads = response_.head->size() + tail_.size();
  if (sent_ < heads) return std::nullopt;
  return FilePiece{response_.content->file.get(), response_.first + (sent_ - heads), total_ - sent_};
}

}  // namespace dajuan::server
