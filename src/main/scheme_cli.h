#pragma once
#include <string>

#include "main/streams.h"

namespace dajuan {

struct SchemeOptions {
  std::string folder;
};

/// `dajuan scheme check FOLDER`: all that is wrong with a scheme, with line and column.
int scheme_check(const SchemeOptions& options, const Streams& streams);

/// `dajuan scheme show FOLDER`: the tree with its weights, and the steps in plain words.
int scheme_show(const SchemeOptions& options, const Streams& streams);

}  // namespace dajuan
