#pragma once
#include <string>

#include "base/diagnostics.h"
#include "base/workers.h"
#include "site/output.h"
#include "site/series_results.h"

namespace dajuan::site {

/// Makes a site of all results: the same pages in every language, style, and data/ with the tables of each
/// result, byte for byte. The newest month of a series is shown in full, each month has a page of its own.
/// Pages are made and handed over one by one, on all workers; in memory are the results of one month. The
/// bytes follow from the results and the settings alone, whatever the order of the results and the number of
/// workers. Months that the output has already are not read. `program` stands for the program in the keys of
/// parts: another one makes everything anew. Gives false, and the reasons, when a result cannot be read.
bool make_site(const SiteContents& site, const std::string& program, const Workers& workers, Output& output,
               Diagnostics& diagnostics);

/// The same in memory.
SiteFiles make_site(const SiteContents& site, Diagnostics& diagnostics);

}  // namespace dajuan::site
