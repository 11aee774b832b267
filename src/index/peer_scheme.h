#pragma once
#include <cstddef>
#include <map>
#include <string>

#include "base/diagnostics.h"
#include "base/message.h"
#include "base/table.h"

namespace dajuan::index {

struct PeerSchemeOptions {
  std::string id;  ///< of the scheme
  /// The data's column of periods, or a year that holds for all of it. Empty: the column `Time` where there
  /// is one, else the year 0001, with a warning.
  std::string time;
  Language comments = Language::en;  ///< of scheme.toml
};

/// A scheme folder with its regions and figures, and how many of each it has.
struct PeerScheme {
  std::map<std::string, std::string> files;  ///< scheme.toml, structure.csv, regions.csv, figures.csv
  std::size_t indicators = 0;
  std::size_t units = 0;
  std::size_t years = 0;
};

/// A scheme of the peer's shortest chain from its pair of tables (peer_files.h): division by denominators
/// where there are any, min-max from 0 to 100, weighted arithmetic means. Regions are the units below one
/// whole, with their groups as further columns; figures are those of indicators and denominators, by year.
/// Where an indicator has a denominator the whole is sum over sum, else the mean of the units. The result
/// reads back without an error; it is empty, and both tables' problems are told, where it would not.
PeerScheme scheme_from_peer(const Table& structure, const Table& data, const PeerSchemeOptions& options,
                            Diagnostics& diagnostics);

}  // namespace dajuan::index
