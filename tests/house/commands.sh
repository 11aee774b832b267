#!/usr/bin/env bash
# commands.sh ROOT BUILD: what README and manual tell a reader to type works. In every fenced block (but ```text) of
# README*.md and docs/, each line that begins with `dajuan` is executed in a scratch copy and must exit 0, or with N
# where it ends in `# exit N`. `./dev demo` is executed with --no-serve only; the other ./dev lines are not. A block
# opened by ```toml file=NAME is written to that file first.
set -euo pipefail
root=$1
export DAJUAN_BUILD=$2 PATH="$2:$PATH"
cd "$root"
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
failed=0
count=0

# extract DOCUMENT FOLDER: its command lines, as "line<TAB>command"; its file= blocks are written below FOLDER.
extract() {
  awk -v folder="$2" '
    /^ *```/ {
      fenced = !fenced
      target = ""
      kind = fenced ? $0 : ""
      if (match(kind, /file=[^ ]+/)) {
        target = folder "/" substr(kind, RSTART + 5, RLENGTH - 5)
        parent = target
        sub(/\/[^\/]*$/, "", parent)
        system("mkdir -p \"" parent "\"")
      }
      next
    }
    target {print >target; next}
    fenced && kind !~ /```text/ {
      line = joined $0
      sub(/^ *(\$ )?/, "", line)
      if (line ~ /\\$/) {joined = substr(line, 1, length(line) - 1); next}
      joined = ""
      if (line ~ /^dajuan / || line ~ /^\.\/dev demo .*--no-serve/) print FNR "\t" line
    }' "$1"
}

# run DOCUMENT LINE COMMAND FOLDER
run() {
  local command=$3 expected=0 got=0
  if [[ $command =~ \#\ exit\ ([0-9]+)$ ]]; then expected=${BASH_REMATCH[1]}; fi
  if [[ $command == 'dajuan serve'* ]]; then # any free port, until it is interrupted; it must end in good order
    command=${command%%#*}
    if [[ $command == *--port* ]]; then
      command=$(sed -E 's/--port[ =][0-9]+/--port 0/' <<<"$command")
    else
      command+=' --port 0'
    fi
    command="timeout --preserve-status --signal INT 2 $command"
  fi
  (cd "$4" && bash -c "$command") >"$scratch/output" 2>&1 </dev/null || got=$?
  count=$((count + 1))
  if [ "$got" != "$expected" ]; then
    printf '%s:%s: %s\n   exit %s, not %s:\n' "$1" "$2" "$3" "$got" "$expected"
    tail -n 12 "$scratch/output" | sed 's/^/   /'
    failed=1
  fi
}

# What a reader has after `./dev demo`: the clone and demo/.
mkdir "$scratch/clone"
for part in dev setup schemes examples; do [ ! -e "$part" ] || cp -a "$part" "$scratch/clone/"; done
(cd "$scratch/clone" && ./dev demo --no-serve) >"$scratch/output" 2>&1 || {
  echo './dev demo --no-serve failed:'
  tail -n 12 "$scratch/output"
  exit 1
}

while read -r document; do
  rm -rf "$scratch/reader"
  cp -a "$scratch/clone" "$scratch/reader"
  extract "$document" "$scratch/reader" >"$scratch/commands"
  while IFS=$'\t' read -r line command; do run "$document" "$line" "$command" "$scratch/reader"; done <"$scratch/commands"
done < <(find README*.md docs -name '*.md' | sort)
echo "$count commands run"
exit "$failed"
