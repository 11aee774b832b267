#!/usr/bin/env bash
# format.sh ROOT CLANG_FORMAT: every C++ source has the shape of .clang-format (`./dev format` gives it).
set -euo pipefail
cd "$1"
complaints=$(mktemp)
trap 'rm -f "$complaints"' EXIT
{ find src tests bench -name "*.h" -o -name "*.cc" 2>/dev/null || true; } | sort |
  xargs -P "$(nproc)" -n 20 "$2" --dry-run --Werror 2>"$complaints" && exit
grep 'error:' "$complaints" | sed 's/:[0-9]*: error:.*/: not formatted; .\/dev format mends it/' | sort -u | head -n 40
exit 1
