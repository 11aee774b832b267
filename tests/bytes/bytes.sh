#!/usr/bin/env bash
# bytes.sh ROOT DAJUAN CHECK: published figures must not depend on the machine. CHECK is one of
#   settings   the same files with 1 or 8 threads, another locale, time zone and working folder, and without AVX2 and FMA
#   order      rows of regions, structure and figures in another order give the same scores, contributions and steps
#   month      a new month changes no old score: what is computed without it is the beginning of what is computed with it
#   golden     the files have the SHA-256 of golden.txt, whatever compiler and processor made them
#   update     writes golden.txt anew: after a change of a scheme, of figures or of the method that is meant
set -euo pipefail
root=$1 dajuan=$2 check=$3
here=$root/tests/bytes
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
unset LC_ALL LC_MESSAGES LANG GLIBC_TUNABLES
failed=0

fail() {
  echo "$*"
  failed=1
}

# run SCHEME OUT [OPTION]...: the result folder of a scheme; FIGURES, where set, stands for the scheme's own.
run() {
  local scheme=$1 out=$2
  shift 2
  "$dajuan" index run "$scheme" --draws 300 --out "$out" ${FIGURES:+--figures "$FIGURES"} "$@" >"$scratch/screen" 2>&1 || {
    tail -n 5 "$scratch/screen"
    echo "no result: $scheme $*"
    exit 1
  }
}

# simulate OUT [TO]: figures of Zhejiang, as far as its first scores or further.
simulate() {
  "$dajuan" simulate "$root/schemes/zhejiang-2018" --population "$root/examples/zhejiang/population.csv" \
    --from 2018-01 --to "${2:-2019-02}" --seed bytes --out "$1" 2>/dev/null
}

same_folders() { diff -r "$1" "$2" >"$scratch/differences" || fail "$3: $(head -n 3 "$scratch/differences")"; }

schemes=(mexico-states example asem zhejiang-2018)
figures_of() { if [ "$1" = zhejiang-2018 ]; then echo "${2:-$scratch/zhejiang}"; fi; }

check_settings() {
  local scheme locale masked=glibc.cpu.hwcaps=-AVX2,-FMA,-AVX2_Usable,-FMA_Usable
  # Real locales, and proof that programs see them: German writes a decimal comma.
  mkdir "$scratch/locales"
  for locale in de_DE zh_CN; do localedef -i "$locale" -f UTF-8 "$scratch/locales/$locale.UTF-8"; done
  export LOCPATH=$scratch/locales
  [ "$(LC_ALL=de_DE.UTF-8 bash -c "printf '%.1f' 1")" = 1,0 ] || fail "the locale de_DE.UTF-8 has no effect here"

  simulate "$scratch/zhejiang"
  GLIBC_TUNABLES=$masked simulate "$scratch/masked"
  LC_ALL=de_DE.UTF-8 simulate "$scratch/german"
  cmp "$scratch/zhejiang/figures.csv" "$scratch/masked/figures.csv" || fail "simulated without AVX2 and FMA"
  same_folders "$scratch/zhejiang" "$scratch/german" "simulated in German"
  for scheme in "${schemes[@]}"; do
    local folder=$root/schemes/$scheme out=$scratch/$scheme
    FIGURES=$(figures_of "$scheme")
    mkdir "$out"
    run "$folder" "$out/default"
    GLIBC_TUNABLES=$masked run "$folder" "$out/masked"
    run "$folder" "$out/1" --threads 1
    run "$folder" "$out/8" --threads 8
    LC_ALL=de_DE.UTF-8 run "$folder" "$out/german"
    LC_ALL=zh_CN.UTF-8 TZ=Asia/Shanghai run "$folder" "$out/chinese"
    (cd "$folder" && run . "$out/elsewhere")
    for other in masked 1 8 german chinese elsewhere; do
      same_folders "$out/default" "$out/$other" "$scheme, $other"
    done
  done
}

# shuffle FILE TO SEED: the same header, the rows in another order.
shuffle() {
  head -n 1 "$1" >"$2"
  tail -n +2 "$1" | shuf --random-source=<(yes "$3") >>"$2"
}

check_order() {
  local scheme file seed
  simulate "$scratch/zhejiang"
  for scheme in "${schemes[@]}"; do
    local folder=$root/schemes/$scheme out=$scratch/$scheme
    FIGURES=$(figures_of "$scheme")
    mkdir "$out"
    run "$folder" "$out/default"
    for seed in 1 2; do
      local shuffled=$out/input-$seed
      cp -r "$folder" "$shuffled"
      for file in "$folder/structure.csv" "$out"/default/inputs/*; do
        # The order of outlines is that of JSON, not of lines.
        [[ $file != *.geojson ]] || { cp "$file" "$shuffled" && continue; }
        shuffle "$file" "$shuffled/$(basename "$file")" "$seed"
        ! cmp -s "$file" "$shuffled/$(basename "$file")" || fail "$file was not shuffled"
      done
      FIGURES=$shuffled run "$shuffled" "$out/shuffled-$seed"
      for file in scores contributions lights steps release.json; do
        same_folders "$out/default/$file" "$out/shuffled-$seed/$file" "$scheme, rows in order $seed"
      done
    done
  done
}

# until_month MONTH FILE: the header and the rows of what had ended by then. Residents and the like are projections of
# whole years, which were known ahead; a table without periods stays as it is.
until_month() {
  awk -F, -v last="$1" '
    NR == 1 { for (i = 1; i <= NF; ++i) column[$i] = i }
    NR == 1 || !("period" in column) || $column["variable"] == "population" { print; next }
    {
      ends = $column["period"]
      if (ends ~ /Q/) ends = sprintf("%s-%02d", substr(ends, 1, 4), 3 * substr(ends, 7))
      if (length(ends) == 4) ends = ends "-12"
      if (ends <= last) print
    }' "$2"
}

# compare_periods SCHEME LAST FOLDER: the scores up to the period LAST are those of the result that ends there.
# (Limits are those of the dispersion that is known now; what a release said stands in that release.)
compare_periods() {
  awk -F, -v last="$2" 'NR == 1 || $2 <= last' "$scratch/$1-now/scores/series.csv" | cut -d, -f1-4 >"$scratch/beginning"
  cmp "$scratch/beginning" <(cut -d, -f1-4 "$3/scores/series.csv") || fail "$1: what came after $2 changes old scores"
}

check_month() {
  local scheme last
  simulate "$scratch/zhejiang" 2020-02  # its scale is learned on months up to 2019-12
  for scheme in mexico-states example zhejiang-2018; do
    FIGURES=$(figures_of "$scheme") run "$root/schemes/$scheme" "$scratch/$scheme-now"
  done
  while read -r scheme last month; do
    # What came later is left out, and: what came later is not there at all.
    FIGURES=$(figures_of "$scheme") run "$root/schemes/$scheme" "$scratch/period" --period "$last"
    compare_periods "$scheme" "$last" "$scratch/period"
    mkdir "$scratch/until"
    for file in "$scratch/$scheme-now"/inputs/*.csv; do
      until_month "$month" "$file" >"$scratch/until/$(basename "$file")"
    done
    FIGURES=$scratch/until run "$root/schemes/$scheme" "$scratch/without"
    compare_periods "$scheme" "$last" "$scratch/without"
    rm -r "$scratch/until" "$scratch/period" "$scratch/without"
  done <<'END'
mexico-states 2025-05 2025-05
mexico-states 2024-12 2024-12
mexico-states 2023-01 2023-01
mexico-states 2020-01 2020-01
example 2024-Q3 2024-09
zhejiang-2018 2020-01 2020-01
zhejiang-2018 2019-12 2019-12
END
}

hashes() {
  local scheme
  mkdir "$scratch/golden"
  simulate "$scratch/golden/zhejiang-figures"
  for scheme in "${schemes[@]}"; do
    FIGURES=$(figures_of "$scheme" "$scratch/golden/zhejiang-figures") run "$root/schemes/$scheme" "$scratch/golden/$scheme"
  done
  (cd "$scratch/golden" && sha256sum zhejiang-figures/figures.csv ./*/scores/*.csv ./*/contributions/*.csv ./*/uncertainty/*.csv)
}

golden_head='# SHA-256 of what the schemes give, on every machine. Rewritten by: tests/bytes/bytes.sh ROOT DAJUAN update'

case $check in
  settings) check_settings ;;
  order) check_order ;;
  month) check_month ;;
  golden)
    diff "$here/golden.txt" <(echo "$golden_head" && hashes) || fail "golden.txt says something else.
Was a scheme, its figures or the method changed on purpose? Then: tests/bytes/bytes.sh . $dajuan update"
    ;;
  update) { echo "$golden_head" && hashes; } >"$scratch/new" && cp "$scratch/new" "$here/golden.txt" ;;
  *) fail "no check '$check'" ;;
esac
exit $failed
