# The verbs of a scenario; sourced inside a guest. Hosts are network namespaces on one switch, eth0 in each:
#   client 10.7.0.100, directors d1 10.7.0.1 and d2 10.7.0.2, servers s1 10.7.0.11, s2 10.7.0.12 ... (/24)
#   and fd07::100, fd07::1, fd07::2, fd07::11 ... (/64).
# A check prints one line and is counted; 'finish' prints the totals that verify.sh adds up.
set -u
lab=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
VIGIL=${VIGIL:-$(cd "$lab/../.." && pwd)/karaf-assembly/target/assembly/bin/vigil}
passed=0 failed=0

host() { # host NAME NUMBER
  ip netns add "$1" && ip link add "sw-$1" type veth peer name eth0 netns "$1" && ip link set "sw-$1" master switch up
  ip -n "$1" link set lo up; ip -n "$1" link set eth0 up
  ip -n "$1" addr add "10.7.0.$2/24" dev eth0; ip -n "$1" addr add "fd07::$2/64" dev eth0 nodad
  on "$1" sysctl -qw net.ipv4.ip_forward=1 net.core.somaxconn=4096
}
hosts() { # hosts SERVERS
  local n
  ip link add switch type bridge forward_delay 0 mcast_snooping 0; ip link set switch up
  host client 100; host d1 1; host d2 2
  for n in $(seq 1 "$1"); do host "s$n" $((10 + n)); done
}
on() { local h=$1; shift; ip netns exec "$h" "$@"; }
director() { # director HOST [vigil|keepalived]: starts it with /tmp/HOST.conf, waits until its pid file is there; FLAGS: more for bin/vigil
  local h=$1 d=/tmp/$1 n; mkdir -p "$d"; rm -f "$d/pid"
  if [ "${2:-vigil}" = keepalived ]; then
    on "$h" keepalived -n -l -D -f "/tmp/$h.conf" -p "$d/pid" -r "$d/vrrp.pid" -c "$d/checkers.pid" >> "$d/log" 2>&1 &
  else
    on "$h" "$VIGIL" -n -l -D ${FLAGS:-} -f "/tmp/$h.conf" -p "$d/pid" --base "$d/base" >> "$d/log" 2>&1 &
  fi
  echo $! > "$d/launcher"
  for n in $(seq 900); do [ -s "$d/pid" ] && return; sleep 0.1; done
  echo "FAIL  the director on $h did not start"; tail -30 "$d/log"; failed=$((failed + 1))
}
console() { local h=$1; shift; on "$h" "$VIGIL" --base "/tmp/$h/base" exec "$*"; }
stop() { kill -TERM "$(cat "/tmp/$1/pid")"; }
reload() { kill -HUP "$(cat "/tmp/$1/pid")"; }
kill9() { kill -KILL "$(cat "/tmp/$1/pid")"; rm -f "/tmp/$1/pid"; }
crash() { local p; for p in $(ip netns pids "$1"); do kill -KILL "$p" 2> /dev/null; done; wait "$(cat "/tmp/$1/launcher" 2> /dev/null)" 2> /dev/null; }
web() { # web HOST TEXT: nginx on ports 80 and 443, TEXT at /
  local d=/tmp/web-$1; mkdir -p "$d"; echo "$2" > "$d/index.html"
  [ -s /tmp/web.key ] || openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=web.example -keyout /tmp/web.key -out /tmp/web.crt 2> /dev/null
  cat > "$d/nginx.conf" <<N
worker_processes 1; pid $d/pid; error_log $d/error.log;
events { worker_connections 2048; }
http { access_log $d/access.log; server { listen 80; listen [::]:80; listen 443 ssl; ssl_certificate /tmp/web.crt; ssl_certificate_key /tmp/web.key; root $d; } }
N
  chmod 755 "$d"; on "$1" nginx -c "$d/nginx.conf"
}
web_stop() { kill "$(cat "/tmp/web-$1/pid")"; }
has() { ip -n "$1" -o addr show dev eth0 | grep -qw "$2"; }
table() { on "$1" ipvsadm -Sn | sort; }
serves() { on "$1" ipvsadm -Sn | grep -qE -- "-r \[?$2\]?:[0-9]+ "; }
line() { on "$1" ipvsadm -Sn | grep -qxF -- "$2"; }
says() { local h=$1 pattern=$2; shift 2; console "$h" "$@" | grep -qE -- "$pattern"; }
not() { ! "$@"; }
within() { # within SECONDS WHAT COMMAND...: passes as soon as COMMAND does
  local limit=$(($1 * 1000)) what=$2 begin time; shift 2; begin=$(date +%s%3N)
  while :; do
    if "$@" > /dev/null 2>&1; then time=$(($(date +%s%3N) - begin)); passed=$((passed + 1)); echo "ok    $what ($time ms)"; return 0; fi
    [ $(($(date +%s%3N) - begin)) -gt $limit ] && break; sleep 0.05
  done
  failed=$((failed + 1)); echo "FAIL  $what (not within $((limit / 1000)) s)"; return 1
}
now() { within 0 "$@"; }
longest_gap() { awk 'NR > 1 { d = $1 - p; if (d > m) m = d } { p = $1 } END { printf "%d", m * 1000 }' "$1"; } # of a tcpdump -tt file, in ms
own_gap() { # own_gap FILE BESIDE: the longest gap (ms), less what an idle sender beside it was late in that same stretch; both every 100 ms
  awk 'NR == FNR { if (FNR > 1 && $1 - p > 0.1) { n++; from[n] = p; to[n] = $1 } p = $1; next }
    FNR > 1 { own = $1 - q; machine = 0
      if (own > 0.2) for (i = 1; i <= n; i++) if (from[i] < $1 && to[i] > q && to[i] - from[i] - 0.1 > machine) machine = to[i] - from[i] - 0.1
      if (own - machine > m) m = own - machine }
    { q = $1 } END { printf "%d", m * 1000 }' "$2" "$1"
}
finish() {
  local h
  if [ $failed -gt 0 ]; then for h in d1 d2; do [ -f "/tmp/$h/log" ] && { echo "--- log of $h"; tail -60 "/tmp/$h/log"; }; done; fi
  echo "$passed passed, $failed failed"; sync; exit $((failed > 0))
}
