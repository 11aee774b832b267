#!/usr/bin/env bash
# files.sh ROOT: source files stay small, and every page template escapes what it is given.
set -euo pipefail
cd "$1"
failed=0

# A source file has one idea. Tables of numbers and generated files are data: they say so in their first line.
while read -r lines path; do
  if head -n 1 "$path" | grep -q -i 'generated\|table of'; then continue; fi
  if [ "$lines" -gt 500 ]; then
    echo "$path: $lines lines, more than 500: split it"
    failed=1
  elif [ "$lines" -gt 300 ]; then
    echo "$path: $lines lines (a warning: CONTRIBUTING.md asks for some 300)"
  fi
done < <(find src -name '*.h' -o -name '*.cc' | sort | xargs wc -l | grep -v ' total$')

# ctemplate escapes only where the template asks for it.
while read -r path; do
  if [ "$(head -n 1 "$path")" != '{{%AUTOESCAPE context="HTML"}}' ]; then
    echo "$path:1: must begin with {{%AUTOESCAPE context=\"HTML\"}}"
    failed=1
  fi
done < <(grep -rl '{{' web/pages 2>/dev/null | grep '\.\(html\|tpl\)$' | sort)

exit "$failed"
