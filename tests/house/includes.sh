#!/usr/bin/env bash
# includes.sh ROOT: includes go down the floors only, name files that exist, and never run in a circle.
# The floors are the dajuan_room(NAME FLOORS...) lines of CMakeLists.txt; the room `main` stands on all of them.
set -euo pipefail
cd "$1"
found=$(mktemp)
trap 'rm -f "$found"' EXIT

# shellcheck disable=SC2016
find src -name '*.h' -o -name '*.cc' | sort | xargs awk '
  FILENAME ~ /\.(h|cc)$/ && match($0, /^[ \t]*#[ \t]*include[ \t]*"[^"]*"/) {
    included = $0
    sub(/^[^"]*"/, "", included)
    sub(/".*/, "", included)
    print FILENAME ":" FNR, FILENAME, included
  }' >"$found"
[ -s "$found" ] || {
  echo "includes.sh: no includes found below $1/src" >&2
  exit 1
}

awk '
  FILENAME == "CMakeLists.txt" {
    if (match($0, /^dajuan_room\([^)]*\)/)) {
      count = split(substr($0, RSTART + 12, RLENGTH - 13), word, " ")
      known[word[1]] = 1
      for (i = 1; i <= count; i++) may[word[1], word[i]] = 1
    }
    next
  }
  {
    split($2, path, "/")
    room = path[2]
    target = $3
    sub(/\/.*/, "", target)
    problem = ""
    if (!index($3, "/")) problem = "write it from src/: \"room/file.h\""
    else if (room != "main" && !(room in known)) problem = "CMakeLists.txt has no dajuan_room(" room " ...)"
    else if ((getline line < ("src/" $3)) < 0) problem = "there is no src/" $3
    else if (room != "main" && !((room, target) in may)) problem = room " does not stand on " target
    close("src/" $3)
    if (problem) {
      print $1 ": #include \"" $3 "\": " problem
      bad = 1
    }
  }
  END { exit bad }' CMakeLists.txt "$found" || failed=1

# A circle, said by tsort, which names its files on standard error.
awk '{sub(/^src\//, "", $2); print $2, $3}' "$found" | LC_ALL=C tsort 2>&1 >/dev/null | sed 's/^tsort: -: /circle: /; s/^tsort: /  /' >&2 || failed=1
exit "${failed:-0}"
