#pragma once
#include <array>
#include <cstdint>
#include <memory>
#include <string>

#include "server/file_tree.h"
#include "server/negotiation.h"

namespace dajuan::server {

/// Header lines that go with every page: no script, style, image or font from elsewhere or inline, no
/// framing, no guessing of types, no address of a page to another site, no camera, microphone or position.
extern const std::string kSecurityLines;

/// One stored form of a page (plain, gzip or Brotli) with what is said about it, made once and sent many
/// times.
struct Variant {
  std::shared_ptr<const Content> content;  ///< null when there is no such form
  std::string etag;                        ///< strong, with quotes
  std::string lines;                       ///< all header lines but Content-Length and Content-Range
  std::string ok;                          ///< head of status 200
  std::string not_modified;                ///< head of status 304
};

/// A file and its neighbours `name.gz` and `name.br`, ready to be sent. A neighbour that is older than the
/// file is left aside: it may hold what the file held before.
struct StoredPage {
  std::array<Variant, 3> variants;  ///< by Encoding
  std::int64_t modified = 0;        ///< of the plain file, seconds since 1970

  const Variant& variant(Encoding encoding) const { return variants[static_cast<std::size_t>(encoding)]; }
  bool has(Encoding encoding) const { return variant(encoding).content != nullptr; }
};

/// `contents` by Encoding; the plain one must be there.
std::shared_ptr<const StoredPage> make_page(const std::string& path,
                                            std::array<std::shared_ptr<const Content>, 3> contents);

}  // namespace dajuan::server
