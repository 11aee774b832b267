#!/usr/bin/env bash
# bite.sh CLANG_FORMAT: a check that cannot fail is worth nothing, so each gets a small house with one known fault and
# must name its place.
# shellcheck disable=SC2016
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

# bites CHECK WHERE ARGUMENT...: the check, called with the arguments, fails and its words hold WHERE.
bites() {
  local check=$1 where=$2 words
  shift 2
  if words=$("$here/$check.sh" "$@" 2>&1); then
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
bites includes 'src/base/up.cc:1: #include "stats/d.h": base does not stand on stats' "$house"
fresh_house && echo '#include "base/none.h"' >>"$house/src/stats/c.cc"
bites includes 'src/stats/c.cc:2: #include "base/none.h": there is no src/base/none.h' "$house"
fresh_house && echo '#include "c.h"' >>"$house/src/stats/c.cc"
bites includes 'src/stats/c.cc:2: #include "c.h": write it from src/' "$house"
fresh_house && echo '#include "base/b.h"' >>"$house/src/base/a.h" && echo '#include "base/a.h"' >>"$house/src/base/b.h"
bites includes 'base/a.h' "$house"
fresh_house && echo 'double f(double x) { return std::exp(x); }' >>"$house/src/stats/c.cc"
bites purity 'src/stats/c.cc:2: ' "$house"
fresh_house && echo '#include <fstream>' >>"$house/src/stats/c.cc"
bites purity 'src/stats/c.cc:2: <fstream>' "$house"
fresh_house && seq -f '// line %g' 501 >"$house/src/base/long.cc"
bites files 'src/base/long.cc: 501 lines' "$house"
fresh_house && echo '<p>{{NAME}}</p>' >"$house/web/pages/bad.tpl"
bites files 'web/pages/bad.tpl:1' "$house"
fresh_house && echo 'int  x ;' >>"$house/src/base/a.cc"
bites format 'src/base/a.cc:2' "$house" "$clang_format"

# A program of two commands, its manual, and a reader's commands.
fresh_house && mkdir "$house/build" "$house/docs"
cat >"$house/build/dajuan" <<'END'
#!/bin/sh
case "$*" in
  *index*run*--help) printf 'Options:\n  -h,--help  Help.\n  --out DIR  Where to.\n' ;;
  *index*--help) printf 'Options:\n  -h,--help  Help.\n\nCommands:\n  run        Runs.\n' ;;
  *--help) printf 'Options:\n  -h,--help  Help.\n\nCommands:\n  index      Index.\n' ;;
  fail) exit 3 ;;
esac
END
printf '#!/bin/sh\n' >"$house/dev" && chmod +x "$house/dev" "$house/build/dajuan"
manual() { printf '# dajuan\n`--help`\n## dajuan index\n## `dajuan index run`\n%s\n' "$1" >"$house/docs/cli.md"; }
manual '`--out DIR`'
"$here/manual.sh" "$house/docs/cli.md" "$house/build/dajuan" || { echo "manual.sh finds fault" && failed=1; }
manual 'nothing'
bites manual 'lacks: dajuan index run	--out' "$house/docs/cli.md" "$house/build/dajuan"
manual '`--out DIR`, `--fast`'
bites manual 'the program does not: dajuan index run	--fast' "$house/docs/cli.md" "$house/build/dajuan"

printf '```\ndajuan fail # exit 3\n```\n' >"$house/README.md"
"$here/commands.sh" "$house" "$house/build" >"$house/words" || { cat "$house/words" && failed=1; }
printf '```\ndajuan fail\n```\n' >"$house/README.md"
bites commands 'README.md:2: dajuan fail' "$house" "$house/build"

exit "$failed"
