# For ./dev: Debian packages from the lists beside this file, npm packages from package-lock.json.
# shellcheck shell=bash disable=SC2154 # $scratch is a folder of ./dev that ends with it

# missing_packages LIST...: the Debian packages of setup/debian-LIST.txt that are not installed.
missing_packages() {
  local list package condition command
  for list; do
    while read -r package condition command _; do
      case $package in '#'* | '') continue ;; esac
      if [ "$condition" = unless ] && have "$command"; then continue; fi
      printf '%s\n' "$package"
    done <"setup/debian-$list.txt"
  done | sort -u >"$scratch/wanted"
  # shellcheck disable=SC2016
  xargs dpkg-query -W -f='${Package} ${db:Status-Status}\n' <"$scratch/wanted" 2>/dev/null |
    awk '$2 == "installed" {print $1}' | sort -u >"$scratch/installed" || true
  comm -23 "$scratch/wanted" "$scratch/installed"
}

# One line that counts, on a terminal; a line every 50 packages elsewhere. The whole text goes to the log.
show_apt_progress() {
  tee -a "$scratch/apt.log" | awk -v packages="$1" -v terminal="$([ -t 1 ] && echo 1 || echo 0)" '
    function report(what, count) {
      if (terminal) printf "\r   %s %d of %d ", what, count, packages
      else if (count % 50 == 0 || count == packages) printf "   %s %d of %d\n", what, count, packages
      fflush()
    }
    /^Get:/ {report("fetched", ++fetched)}
    /^Unpacking/ {report("unpacked", ++unpacked)}
    /^Setting up/ {report("set up", ++set_up)}
    END {if (terminal) print ""}'
}

as_root() {
  if [ "$(id -u)" = 0 ]; then
    "$@"
  elif have sudo; then
    say "sudo $*" >&2
    sudo "$@"
  else
    die "this needs root and there is no sudo; as root, run: $*"
  fi
}

install_packages() {
  local missing packages
  if ! have apt-get || ! have dpkg-query; then
    printf './dev: no apt here, so the packages of setup/debian-*.txt are taken to be present.\n' >&2
    return
  fi
  missing_packages "$@" >"$scratch/missing"
  [ -s "$scratch/missing" ] || return 0
  mapfile -t missing <"$scratch/missing"
  local install=(env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "${missing[@]}")
  local simulate=(apt-get install -s --no-install-recommends "${missing[@]}")
  if ! LC_ALL=C "${simulate[@]}" >"$scratch/simulation" 2>&1; then
    say "Bringing the list of Debian packages up to date"
    as_root apt-get update -qq || die "apt-get update failed: is there a network, and a mirror in /etc/apt?"
    LC_ALL=C "${simulate[@]}" >"$scratch/simulation" 2>&1 || {
      tail -n 5 "$scratch/simulation" >&2
      die "apt cannot install: ${missing[*]}"
    }
  fi
  if grep '^Remv' "$scratch/simulation" >&2; then
    die "installing ${missing[*]} would remove the packages above. Nothing was changed. A package on this machine" \
      "conflicts with them: remove it yourself if you can spare it, or work in a fresh Debian 12."
  fi
  packages=$(grep -c '^Inst' "$scratch/simulation")
  say "Installing $packages Debian packages: ${missing[*]}"
  if ! as_root "${install[@]}" </dev/null 2>&1 | show_apt_progress "$packages"; then
    say "Once more with a fresh list of packages" # an old list names files that the mirror no longer has
    as_root apt-get update -qq
    as_root "${install[@]}" </dev/null 2>&1 | show_apt_progress "$packages" || {
      tail -n 20 "$scratch/apt.log" >&2
      die "apt could not install them; its last lines are above"
    }
  fi
}

install_node_modules() {
  local stamp=node_modules/.of-lock
  cmp -s package-lock.json "$stamp" && return
  have npm || die "npm is missing: install it, or Node.js with npm, and try again"
  say "Installing npm packages from package-lock.json"
  npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
  cp package-lock.json "$stamp"
}
