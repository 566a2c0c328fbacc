#!/usr/bin/env bash
# What checks cost, side by side with keepalived, in one run on one (slow, one-processor) kernel: compare the columns with each
# other, not with another machine. The server resumes TLS sessions (cache and tickets); both directors ask the same of it.
# usage: bench-checks.sh [keepalived|vigil]...   About fifteen minutes; needs what verify.sh installs.
#   SERVERS (200): real servers checked every second for the cost of a check     WINDOW (30): seconds over which it is taken
#   FLOOD (1500): checks a second asked for to find the highest rate             HANGING (10000): checks that never get an answer
#   PARTS ("tcp http tls memory hang"): what to measure
lab=$(cd "$(dirname "$0")" && pwd); source "$lab/measures.sh"
SERVERS=${SERVERS:-200} WINDOW=${WINDOW:-30} FLOOD=${FLOOD:-1500} HANGING=${HANGING:-10000} PARTS=${PARTS:-tcp http tls memory hang}
export SERVERS WINDOW FLOOD HANGING PARTS
if [ -z "${GUEST:-}" ]; then exec "$lab/guest" -t 2400 -m 4096M bash "$lab/bench-checks.sh" "$@"; fi

source "$lab/hosts.sh"; hosts 1
on s1 ip route add local 10.21.0.0/16 dev lo; on d1 ip route add 10.21.0.0/16 via 10.7.0.11
ulimit -n 60000; on d1 sysctl -qw net.ipv4.ip_local_port_range='2000 65000'
serve() { # what is checked: TCP and HTTP on 80, TLS on 443, the number of connections so far on 81
  openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=web.example -keyout /tmp/web.key -out /tmp/web.crt 2> /dev/null
  mkdir -p /tmp/web; echo one > /tmp/web/index.html; chmod 755 /tmp/web
  cat > /tmp/web/nginx.conf << 'N'
worker_processes 1; worker_rlimit_nofile 40000; pid /tmp/web/pid; error_log /tmp/web/error.log;
events { worker_connections 16384; }
http { access_log off; root /tmp/web; ssl_session_cache shared:checks:20m; ssl_session_timeout 1h; ssl_session_tickets on;
  ssl_certificate /tmp/web.crt; ssl_certificate_key /tmp/web.key;
  server { listen 80 backlog=4096; listen 443 ssl backlog=4096; } server { listen 81; location / { stub_status; } } }
N
  on s1 nginx -c /tmp/web/nginx.conf
}
served() { on s1 curl -s http://127.0.0.1:81/ | awk 'NR == 3 { print $1 }'; }
check_of() { case $1 in
  tcp) echo "TCP_CHECK { connect_timeout 5" ;; http) echo "HTTP_GET { url { path / status_code 200 } connect_timeout 5" ;;
  tls) echo "SSL_GET { url { path / status_code 200 } connect_timeout 5" ;; esac; }
checks() { # checks KIND SERVERS DELAY: a configuration of nothing but these
  local port=80; [ "$1" = tls ] && port=443
  awk -v check="$(check_of "$1")" -v total="$2" -v delay="$3" -v port="$port" 'BEGIN {
    gsub(/[{}]/, "&\n", check); gsub(/ 200 /, " 200\n", check); gsub("path / ", "path /\n", check)
    for (n = 0; n < total; n++) {
      if (n % 100 == 0) printf "%svirtual_server 10.7.0.200 %d {\ndelay_loop %s\nlb_algo rr\nlb_kind NAT\nprotocol TCP\n", n ? "}\n" : "", 8000 + n / 100, delay
      printf "real_server 10.21.%d.%d %d {\nweight 1\n%s\nretry 0\n}\n}\n", n / 250, n % 250 + 1, port, check }
    if (total) print "}" }' > /tmp/d1.conf; }
directors() { local p; for p in $(ip netns pids d1); do case $(cat "/proc/$p/comm" 2> /dev/null) in keepalived|java) echo "$p" ;; esac; done; }
ticks() { local p sum=0; for p in $(directors); do sum=$((sum + $(awk '{ sub(/.*\) /, ""); print $12 + $13 }' "/proc/$p/stat"))); done; echo $sum; }
declare -A figure
window() { # window SECONDS: sets made (connections) and spent (ticks of 10 ms) over that time
  local connections=$(served) cpu=$(ticks) start=$(ms); sleep "$1"
  made=$(($(served) - connections - 1)) spent=$(($(ticks) - cpu)) lasted=$(($(ms) - start)); }
cost() { # cost IMPLEMENTATION KIND
  checks "$2" "$SERVERS" 1; begin_director "$1"; wait_for 90 full "$SERVERS" > /dev/null; sleep 20; window "$WINDOW"
  figure[$1,$2]=$(awk -v s=$spent -v d=$made 'BEGIN { printf d ? "%.2f" : "none", s * 10 / (d ? d : 1) }') figure[$1,$2,rate]=$((made * 1000 / lasted)); end_director
  checks "$2" "$FLOOD" 1; begin_director "$1"; wait_for 90 full "$FLOOD" > /dev/null; sleep 10; window 20
  figure[$1,$2,flood]=$((made * 1000 / lasted)) figure[$1,$2,lost]=$((FLOOD - $(count))); end_director; }
live() { # live objects of the director in KB, "-" where it has no such heap
  case $1 in vigil) jcmd "$(directors)" GC.class_histogram 2> /dev/null | awk '/^Total/ { print int($3 / 1024) }' ;; *) echo - ;; esac; }
pss() { local p sum=0; for p in $(directors); do sum=$((sum + $(awk '/^Pss:/ { print $2 }' "/proc/$p/smaps_rollup"))); done; echo $sum; }
remember() { # remember IMPLEMENTATION
  local n; for n in 0 1000 5000; do
    checks tcp $n 60; begin_director "$1"; wait_for 120 full $n > /dev/null; sleep 25
    figure[$1,pss$n]=$(pss) figure[$1,live$n]=$(live "$1"); end_director
  done; }
each() { local a=${figure[$1,${2}0]:--} b=${figure[$1,$2$3]:--}; case $a$b in *-*) echo - ;; *) awk -v a="$a" -v b="$b" -v n="$3" 'BEGIN { printf "%.1f", (b - a) / n }' ;; esac; }
hang() { # hang IMPLEMENTATION: all checks at once are accepted and never answered
  ip netns exec s1 python3 "$lab/load/silent.py" 88 > /tmp/silent & local silent=$!
  checks http "$HANGING" 10; sed -i 's/^\(real_server .*\) 80 {/\1 88 {/' /tmp/d1.conf
  printf '%s\n' global_defs '{' 'vrrp_version 3' '}' 'vrrp_instance VI_1 {' 'interface eth0' 'virtual_router_id 51' 'priority 150' 'advert_int 0.1' \
    'virtual_ipaddress {' '10.7.0.200/24' '}' '}' | sed -z 's/global_defs\n{/global_defs {/' >> /tmp/d1.conf
  begin_director "$1"; sleep 30; kill -USR1 $silent
  on d2 timeout 40 tcpdump -tt -n -i eth0 'ip proto 112' > /tmp/adverts 2> /dev/null
  figure[$1,hanggap]=$(longest_gap /tmp/adverts); kill $silent; wait $silent
  read -r figure[$1,most] figure[$1,longest] < <(tail -1 /tmp/silent); end_director; }

serve
[ $# -gt 0 ] || set -- keepalived vigil
for implementation in "$@"; do for part in $PARTS; do
  case $part in memory) remember "$implementation" ;; hang) hang "$implementation" ;; *) cost "$implementation" "$part" ;; esac
done; done
row() { printf '%-66s %12s %12s\n' "$1" "$2" "$3"; }
both() { row "$1" "${figure[keepalived,$2]:--}" "${figure[vigil,$2]:--}"; }
row "$(uname -r), 1 processor" keepalived vigil
for kind in tcp http tls; do case " $PARTS " in *" $kind "*)
  both "$kind: processor time of one check (ms)" $kind; both "$kind: checks a second meanwhile, $SERVERS asked for" $kind,rate
  both "$kind: checks a second when $FLOOD are asked for" $kind,flood; both "$kind: servers lost meanwhile" $kind,lost ;; esac; done
case " $PARTS " in *" memory "*) both "resident memory without real servers (KB)" pss0
  for n in 1000 5000; do row "resident memory of a real server, of $n (KB)" "$(each keepalived pss $n)" "$(each vigil pss $n)"; done
  row "live objects of a real server, of 5000 (KB)" - "$(each vigil live 5000)" ;; esac
case " $PARTS " in *" hang "*) both "$HANGING hanging checks: most at once" most; both "$HANGING hanging checks: longest life of one, limit 5 s (ms)" longest
  both "$HANGING hanging checks: longest gap of 100 ms adverts, 40 s (ms)" hanggap ;; esac
