#pragma once
#include <functional>
#include <memory>
#include <string>
#include <string_view>

namespace dajuan::site {

/// A gzip file (RFC 1952) of bytes that come in pieces, without name and time: the same bytes give the same
/// file, however they were cut. Throws std::bad_alloc when memory ends.
class Gzip {
 public:
  /// `level` 1 to 9; `take` gets the pieces of the file.
  Gzip(int level, std::function<void(std::string_view)> take);
  ~Gzip();
  Gzip(const Gzip&) = delete;
  Gzip& operator=(const Gzip&) = delete;
  void add(std::string_view bytes);
  void finish();

 private:
  struct Stream;
  std::unique_ptr<Stream> stream_;
};

/// The bytes as a gzip file at the highest level.
std::string gzip(std::string_view bytes);

}  // namespace dajuan::site
