#!/usr/bin/env bash
# bite.sh CLANG_FORMAT: a check that cannot fail is worth nothing, so each gets a small house with one known fault and
# must name its place.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
clang_format=$1
house=$(mktemp -d)
trap 'rm -rf "$house"' EXIT
failed=0

# fresh_house: two rooms in good order.
fresh_house() {
  rm -rf "${house:?}"/*
  mkdir -p "$house"/src/{base,stats} "$house"/web/pages "$house"/tests
  cp "$here/../../.clang-format" "$house/"
  printf 'dajuan_room(base)\ndajuan_room(stats base)\n' >"$house/CMakeLists.txt"
  printf '#pragma once\n' >"$house/src/base/a.h"
  printf '#pragma once\n' >"$house/src/base/b.h"
  printf '#include "base/a.h"\n' >"$house/src/base/a.cc"
  printf '#include "base/a.h"\n' >"$house/src/stats/c.cc"
  printf '{{%%AUTOESCAPE context="HTML"}}\n<p>{{NAME}}</p>\n' >"$house/web/pages/good.tpl"
}

# bites CHECK WHERE [ARGUMENT]: the check fails and its words hold WHERE.
bites() {
  local check=$1 where=$2 words
  shift 2
  if words=$("$here/$check.sh" "$house" "$@" 2>&1); then
    echo "$check.sh did not see: $where"
    failed=1
  elif [[ $words != *"$where"* ]]; then
    echo "$check.sh failed without naming $where: $words"
    failed=1
  fi
}

fresh_house
for check in includes files purity; do
  "$here/$check.sh" "$house" || { echo "$check.sh finds fault with a house in good order" && failed=1; }
done
"$here/format.sh" "$house" "$clang_format" || { echo "format.sh finds fault with a house in good order" && failed=1; }

echo '#include "stats/d.h"' >"$house/src/base/up.cc" && touch "$house/src/stats/d.h"
bites includes 'src/base/up.cc:1: #include "stats/d.h": base does not stand on stats'
fresh_house && echo '#include "base/none.h"' >>"$house/src/stats/c.cc"
bites includes 'src/stats/c.cc:2: #include "base/none.h": there is no src/base/none.h'
fresh_house && echo '#include "c.h"' >>"$house/src/stats/c.cc"
bites includes 'src/stats/c.cc:2: #include "c.h": write it from src/'
fresh_house && echo '#include "base/b.h"' >>"$house/src/base/a.h" && echo '#include "base/a.h"' >>"$house/src/base/b.h"
bites includes 'base/a.h'
fresh_house && echo 'double f(double x) { return std::exp(x); }' >>"$house/src/stats/c.cc"
bites purity 'src/stats/c.cc:2: '
fresh_house && echo '#include <fstream>' >>"$house/src/stats/c.cc"
bites purity 'src/stats/c.cc:2: <fstream>'
fresh_house && seq -f '// line %g' 501 >"$house/src/base/long.cc"
bites files 'src/base/long.cc: 501 lines'
fresh_house && echo '<p>{{NAME}}</p>' >"$house/web/pages/bad.tpl"
bites files 'web/pages/bad.tpl:1'
fresh_house && echo 'int  x ;' >>"$house/src/base/a.cc"
bites format 'src/base/a.cc:2' "$clang_format"

exit "$failed"
