#!/usr/bin/env bash
# purity.sh ROOT: the pure rooms take values and return values, and give the same bits everywhere. So they use nothing
# that touches files, clocks, threads or chance, nothing that a WebAssembly tool chain of today lacks, no function of
# libm but sqrt, fabs, floor and ceil, and no container whose order is not its own.
set -euo pipefail
cd "$1"
rooms=()
for room in stats region index; do [ ! -d "src/$room" ] || rooms+=("src/$room"); done

# shellcheck disable=SC2016
find "${rooms[@]}" -name '*.h' -o -name '*.cc' | sort | xargs awk '
  function forbid(pattern, reason) {
    if (match(code, pattern)) {
      print FILENAME ":" FNR ": " substr(code, RSTART, RLENGTH) ": " reason
      bad = 1
    }
  }
  {
    code = $0
    sub(/\/\/.*/, "", code)
    gsub(/"[^"]*"/, "\"\"", code)
    forbid("<(iostream|fstream|sstream|filesystem|cstdio)>", "no files and streams in a pure room")
    forbid("<(chrono|ctime|thread|mutex|future|atomic|random)>", "no clock, thread or chance in a pure room")
    forbid("<(format|ranges|source_location)>|std::(ranges|views)::|std::(bit_cast|format|jthread)", "not in every WebAssembly tool chain")
    forbid("std::(to_chars|from_chars)", "numbers become text in base/number_text")
    forbid("<unordered_(map|set)>|std::unordered_", "its order is not ours")
    forbid("std::(reduce|transform_reduce)", "its order is not ours; write the loop")
    forbid("(^|[^a-z_:.>])(std::)?(exp|exp2|expm1|log|log2|log10|log1p|pow|cbrt|hypot|tanh|sinh|cosh|sin|cos|tan|atan|atan2|asin|acos|erf|erfc|tgamma|lgamma|fma)\\(", "other last bits on other machines; base/exact_math.h has exact_exp, exact_log, exact_pow")
  }
  END { exit bad }'
