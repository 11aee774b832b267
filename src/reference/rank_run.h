#pragma once
#include "reference/outcome.h"
#include "reference/rank_case.h"

namespace dajuan::reference {

/// Computes every task and compares the rows of expected.csv (task, domain, item, stat, value); a case may
/// show a part of what is computed. Throws Failure when a file is not as the words say.
Outcome run_rank_case(const RankCase& c);

}  // namespace dajuan::reference
