#pragma once
#include <cstddef>
#include <string>

#include "server/file_tree.h"
#include "server/http.h"
#include "server/page_cache.h"

namespace dajuan::server {

/// Answers requests from a tree of files; no network and no clock in it.
///   - GET and HEAD, else 405. A path that nobody could have been given 400, a hidden name or nothing there
///   404.
///   - "/a/" is "/a/index.html"; "/a", when it is a folder, is sent on to "/a/" (301).
///   - "/" without an index.html goes to "/zh/" or "/en/" by Accept-Language (302) where those folders exist;
///   a
///     reader of neither is sent to English.
///   - Preconditions and ranges by RFC 9110. One range is 206 or 416, several are the whole. If-Range takes a
///   tag; a
///     date in it never holds, since a second is too coarse.
///   - Neighbours `.br` and `.gz` by Accept-Encoding.
///   - 404 shows "/zh/404.html" or "/en/404.html" for what is missing below these folders, else "/404.html",
///   else a
///     sentence in both languages.
/// Not for several threads.
class StaticFiles {
 public:
  /// `tree` must outlive this; `cache_bytes` as in PageCache.
  StaticFiles(const FileTree& tree, std::size_t cache_bytes);

  Response answer(const Request& request, Time now);

 private:
  Response find(const Request& request, Time now);
  Response absent(const Request& request, Time now);
  Response not_found(Time now);

  const FileTree& tree_;
  PageCache cache_;
  std::string path_;  ///< of the request being answered
};

/// What is said with a status when there is no page for it: one sentence in Chinese and in English.
Response plain_page(int status);

}  // namespace dajuan::server
