#!/usr/bin/env bash
# manual.sh MANUAL DAJUAN: the manual has a heading for every command (`## dajuan index run`, in any depth), and below it
# exactly the options that the command's --help shows. --help, --lang and --version are described once, under `dajuan`.
set -euo pipefail
manual=$1
dajuan=$2
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export LC_ALL=C

# "command<TAB>option" for each option, and "command<TAB>" for the command itself, from --help.
walk() {
  local path=$1 help name
  # shellcheck disable=SC2086
  help=$("$dajuan" ${path#dajuan} --lang en --help)
  printf '%s\t\n' "$path"
  awk -v path="$path" '/^  +-/ {
    line = $0
    sub(/^ +/, "", line)
    sub(/ .*/, "", line)
    count = split(line, name, ",")
    for (i = 1; i <= count; i++) if (name[i] ~ /^--/) print path "\t" name[i]
  }' <<<"$help"
  # shellcheck disable=SC2013
  for name in $(awk '/^[A-Za-z]+:/ {inside = $0 == "Commands:"} inside && /^  [a-z]/ {print $1}' <<<"$help"); do
    walk "$path $name"
  done
}
walk dajuan | sort -u >"$work/all"
grep '^dajuan	' "$work/all" >"$work/general"
awk -F'\t' 'NR == FNR {general[$2] = $2 != ""; next} $1 == "dajuan" || !general[$2]' "$work/general" "$work/all" |
  sort -u >"$work/program"

# The same from the manual. An option counts wherever it is written in a command's section, but for lines of ./dev.
awk '
  /^```/ {fenced = !fenced}
  !fenced && /^#+ / {
    line = $0
    gsub(/[`#]/, "", line)
    sub(/^ +/, "", line)
    path = line ~ /^dajuan/ ? line : ""
    sub(/ +(--|<|\[|[A-Z]).*/, "", path)
    sub(/ +$/, "", path)
    if (path) print path "\t"
    next
  }
  path && !/^\.\/dev/ {
    while (match($0, /(^|[^a-z-])--[a-z][a-z-]*/)) {
      option = substr($0, RSTART, RLENGTH)
      sub(/^[^-]/, "", option)
      print path "\t" option
      $0 = substr($0, RSTART + RLENGTH)
    }
  }' "$manual" | sort -u >"$work/shown"
awk -F'\t' 'NR == FNR {general[$2] = $2 != ""; next} $1 == "dajuan" || !general[$2]' "$work/general" "$work/shown" |
  sort -u >"$work/manual"

comm -23 "$work/program" "$work/manual" | sed "s|^|$(basename "$manual") lacks: |" >"$work/problems"
comm -13 "$work/program" "$work/manual" | sed "s|^|$(basename "$manual") has what the program does not: |" >>"$work/problems"
cat "$work/problems"
[ ! -s "$work/problems" ]
