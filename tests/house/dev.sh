#!/usr/bin/env bash
# dev.sh ROOT: ./dev explains itself, and its set-up is careful: tried with an apt that only writes down what it is asked.
# shellcheck disable=SC2016
set -euo pipefail
cd "$1"
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
failed=0
complain() {
  printf 'dev.sh: %s\n' "$*"
  sed 's/^/   /' "$scratch/words"
  failed=1
}

./dev help >"$scratch/help"
for command in setup build demo test bench fuzz lint format clean help; do
  ./dev "$command" --help >"$scratch/words" 2>&1 || complain "$command --help fails"
  grep -q "^\./dev $command" "$scratch/words" || complain "$command --help does not begin with its use"
  grep -q "^  $command  *[A-Z]" "$scratch/help" || complain "help does not list $command"
done
if ./dev no-such-command >"$scratch/words" 2>&1; then complain "a command that does not exist is accepted"; fi

# A machine of our own: the tools that ./dev needs, an apt-get and a dpkg-query that play a part.
mkdir "$scratch/bin" "$scratch/no-apt"
for tool in bash env dirname nproc mktemp rm sort xargs awk comm cat grep tail tee sed touch; do
  ln -s "$(command -v "$tool")" "$scratch/bin/" && ln -s "$(command -v "$tool")" "$scratch/no-apt/"
done
play() { # play TOOL: its text from standard input
  { printf '#!/usr/bin/env bash\n' && cat; } >"$scratch/bin/$1"
  chmod +x "$scratch/bin/$1"
}
play apt-get <<'END'
echo "apt-get $*" >>"$PLAY/asked"
case " $* " in
  *' -s '*) cat "$PLAY/simulation" ;;
  *' update '*) touch "$PLAY/updated" ;;
esac
[ "$PLAY_NEEDS_UPDATE" != yes ] || [ -e "$PLAY/updated" ]
END
play dpkg-query <<<'for p; do case $p in g++ | cmake) echo "$p installed" ;; esac; done'
play id <<<'echo "${PLAY_USER:-0}"'
export PLAY=$scratch PLAY_NEEDS_UPDATE=no
setup() { # setup [FOLDER OF TOOLS]
  rm -f "$scratch/asked" "$scratch/updated"
  touch "$scratch/asked"
  PATH=$scratch/${1:-bin} bash ./dev setup >"$scratch/words" 2>&1
}
asked() { grep -qE -- "$1" "$scratch/asked"; }

echo 'Inst ninja-build (1.11 Debian)' >"$scratch/simulation"
setup || complain "a plain installation fails"
asked '^apt-get install -y .*ninja-build' || complain "what is missing is not installed"
if asked ' g\+\+( |$)'; then complain "what is installed is installed again"; fi
if asked 'update'; then complain "the list of packages is fetched without need"; fi

PLAY_NEEDS_UPDATE=yes setup || complain "an old list of packages is not brought up to date"
asked '^apt-get update' || complain "apt-get update was not run"

printf 'Inst libboost-dev\nRemv libboost1.81-dev [1.81]\n' >"$scratch/simulation"
if setup; then complain "an installation that removes a package goes on"; fi
grep -q 'libboost1.81-dev' "$scratch/words" || complain "what would be removed is not named"
if asked 'install -y'; then complain "packages were removed"; fi

echo 'Inst ninja-build (1.11 Debian)' >"$scratch/simulation"
if PLAY_USER=1000 setup; then complain "installs without being root and without sudo"; fi
grep -q 'as root, run: ' "$scratch/words" || complain "the command for root is not said"
play sudo <<<'echo "sudo $*" >>"$PLAY/asked"; "$@"'
PLAY_USER=1000 setup || complain "sudo does not serve"
asked '^sudo .*apt-get install -y' || complain "sudo is not asked"

setup no-apt || complain "stops where there is no apt"
grep -q 'no apt here' "$scratch/words" || complain "does not say that there is no apt"

exit "$failed"
