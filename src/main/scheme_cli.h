#pragma once
#include <string>

#include "main/streams.h"

namespace dajuan {

struct SchemeOptions {
  std::string folder;
};

struct ImportOptions {
  std::string structure;  ///< the peer's pair of files
  std::string data;
  std::string out;   ///< new folder
  std::string time;  ///< column of years, or a year
  std::string id;    ///< empty = the name of the folder
};

/// `dajuan scheme check FOLDER`: all that is wrong with a scheme, with line and column.
int scheme_check(const SchemeOptions& options, const Streams& streams);

/// `dajuan scheme show FOLDER`: the tree with its weights, and the steps in plain words.
int scheme_show(const SchemeOptions& options, const Streams& streams);

/// `dajuan scheme import STRUCTURE DATA --out FOLDER`: a scheme with regions and figures from the peer's
/// files.
int scheme_import(const ImportOptions& options, const Streams& streams);

}  // namespace dajuan
