#!/bin/bash
# Requests per second of `dajuan serve` against nginx with the same files, as ratios (above 1: dajuan is faster).
#   bench/serve_bench.sh [DAJUAN] [SECONDS] [ROUNDS]
# Needs what setup/debian-bench.txt lists. Both servers and wrk share this machine's processors, and only
# 127.0.0.1 is spoken to. Each round asks both servers in turn; the ratio is the median over the rounds. Where other
# programs are busy, look at the processor time per request instead: it is much steadier.
set -euo pipefail

dajuan=$(command -v "${1:-dajuan}")
seconds=${2:-1}
rounds=${3:-9}
connections=64
half_open=1000

work=$(mktemp -d)
chmod 755 "$work"  # nginx changes its user when it is started as root
pids=()
cleanup() {
  for pid in "${pids[@]}"; do kill "$pid" 2>/dev/null || true; done
  wait 2>/dev/null || true
  rm -rf "$work"
}
trap cleanup EXIT

free_port() { python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'; }

wait_for() {  # PORT
  for _ in $(seq 100); do
    if (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; then return; fi
    sleep 0.05
  done
  echo "nothing answers at port $1" >&2
  exit 1
}

# A small page of 4 kB and a large one that is 150 kB once compressed.
mkdir "$work/site"
python3 - "$work/site" <<'PYTHON'
import gzip, random, sys
site = sys.argv[1]
random.seed(1)
frame = '<!doctype html><html lang="en"><title>Bench</title><main>%s</main></html>'
open(site + '/small.html', 'w').write(frame % ('<p>The quick brown fox.</p>' * 149))
rows = ''.join('<tr><td>%06d<td>%.6f</tr>\n' % (i, random.random()) for i in range(23000))
open(site + '/large.html', 'w').write(frame % rows)
with open(site + '/large.html.gz', 'wb') as out:
    out.write(gzip.compress((frame % rows).encode()))
PYTHON

nginx_port=$(free_port)
cat >"$work/nginx.conf" <<CONF
worker_processes auto;
worker_rlimit_nofile 8192;
pid $work/nginx.pid;
error_log $work/error.log;
daemon off;
events { worker_connections 4096; }
http {
  types { text/html html; }
  access_log off;
  sendfile on;
  tcp_nopush on;
  open_file_cache max=1000 inactive=60s;
  open_file_cache_valid 1s;
  gzip_static on;
  keepalive_requests 1000000000;
  client_body_temp_path $work/t1; proxy_temp_path $work/t2; fastcgi_temp_path $work/t3;
  uwsgi_temp_path $work/t4; scgi_temp_path $work/t5;
  server { listen 127.0.0.1:$nginx_port backlog=4096; root $work/site; }
}
CONF
nginx -c "$work/nginx.conf" -e "$work/error.log" &
nginx_pid=$!
pids+=("$nginx_pid")
dajuan_port=$(free_port)
"$dajuan" serve "$work/site" --port "$dajuan_port" >"$work/dajuan.log" 2>&1 &
dajuan_pid=$!
pids+=("$dajuan_pid")
wait_for "$nginx_port"
wait_for "$dajuan_port"

# Processor time of a server and its workers so far, in clock ticks.
ticks() {  # PID
  local pid total=0
  for pid in "$1" $(pgrep -P "$1" || true); do
    total=$((total + $(awk '{ print $14 + $15 }' "/proc/$pid/stat")))
  done
  echo "$total"
}

load() {  # PID PORT PATH HEADER: "requests/s requests ticks"; ends the bench at any answer but 2xx and 3xx
  local before
  before=$(ticks "$1")
  wrk -t2 -c"$connections" -d"${seconds}s" -H "$4" "http://127.0.0.1:$2$3" >"$work/wrk.txt"
  if grep -qE 'Non-2xx|Socket errors: (connect [1-9]|connect 0, read [1-9]|connect 0, read 0, write [1-9])' \
    "$work/wrk.txt"; then
    cat "$work/wrk.txt" >&2
    exit 1
  fi
  awk '/requests in/ { requests = $1 } /^Requests\/sec/ { rate = $2 } END { printf "%s %s ", rate, requests }' \
    "$work/wrk.txt"
  echo $(($(ticks "$1") - before))
}

etag_of() {  # PORT PATH
  curl -sI "http://127.0.0.1:$1$2" | tr -d '\r' | awk 'tolower($1) == "etag:" { print $2 }'
}

compare() {  # NAME PATH DAJUAN_HEADER NGINX_HEADER
  : >"$work/rounds"
  for _ in $(seq "$rounds"); do
    load "$dajuan_pid" "$dajuan_port" "$2" "$3" >>"$work/rounds"
    load "$nginx_pid" "$nginx_port" "$2" "$4" >>"$work/rounds"
  done
  python3 - "$1" "$work/rounds" <<'PYTHON'
import os, statistics, sys
lines = [tuple(map(float, line.split())) for line in open(sys.argv[2])]
ours, theirs = lines[::2], lines[1::2]
ratios = [a[0] / b[0] for a, b in zip(ours, theirs)]
def rate(rounds):
    return statistics.median(r[0] for r in rounds)
def micros(rounds):
    return sum(r[2] for r in rounds) / os.sysconf('SC_CLK_TCK') / sum(r[1] for r in rounds) * 1e6
print('%-47s %7.0f/s : %7.0f/s = %.2f (%.2f to %.2f)   processor %5.1f : %5.1f us a request' % (
    sys.argv[1], rate(ours), rate(theirs), statistics.median(ratios), min(ratios), max(ratios),
    micros(ours), micros(theirs)))
PYTHON
}

all_pages() {  # what stands beside them
  compare "4 kB page$1" /small.html 'Accept: */*' 'Accept: */*'
  compare "150 kB gzip page$1" /large.html 'Accept-Encoding: gzip' 'Accept-Encoding: gzip'
  compare "4 kB page, not modified$1" /small.html \
    "If-None-Match: $(etag_of "$dajuan_port" /small.html)" "If-None-Match: $(etag_of "$nginx_port" /small.html)"
}

printf '%-47s dajuan : nginx\n' ""
all_pages ""

# Clients that have sent half a request and now say nothing; renewed when a server gives them up.
python3 - "$half_open" "$dajuan_port" "$nginx_port" <<'PYTHON' &
import selectors, socket, sys
count, ports = int(sys.argv[1]), [int(port) for port in sys.argv[2:]]
waiting = selectors.DefaultSelector()
def begin(port):
    client = socket.create_connection(('127.0.0.1', port))
    client.sendall(b'GET /small.html HTTP/1.1\r\nHost: bench\r\n')
    waiting.register(client, selectors.EVENT_READ, port)
for port in ports:
    for _ in range(count):
        begin(port)
while True:
    for key, _ in waiting.select():
        waiting.unregister(key.fileobj)
        key.fileobj.close()
        begin(key.data)
PYTHON
pids+=($!)
sleep 2
all_pages ", beside $half_open half-open"
