#pragma once
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "server/http.h"

namespace dajuan::server {

/// An answer on its way out: which bytes are still to be sent.
class Outgoing {
 public:
  /// `tail` is the rest of the head, with the empty line that ends it.
  void begin(Response response, std::string_view tail);
  /// Lets go of the page, which may be large.
  void end() { response_ = {}; }

  bool done() const { return sent_ == total_; }
  bool streams() const { return response_.content && response_.content->file; }
  void sent(std::uint64_t bytes) { sent_ += bytes; }

  /// What is to be sent next from memory: rest of head, tail and body, each perhaps empty. All are empty when
  /// only a file is left.
  std::array<std::string_view, 3> pieces() const;

  struct FilePiece {
    int file;
    std::uint64_t at;
    std::uint64_t size;
  };
  /// The rest of the body, when it is streamed and its turn has come.
  std::optional<FilePiece> file_piece() const;

 private:
  Response response_;
  std::string tail_;
  std::uint64_t sent_ = 0;  ///< of head, tail and body together
  std::uint64_t total_ = 0;
};

}  // namespace dajuan::server
