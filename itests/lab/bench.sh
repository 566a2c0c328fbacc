#!/usr/bin/env bash
# What Vigil costs, side by side with keepalived, in one run on one (slow, one-processor) kernel: compare the columns with each
# other, not with another machine. usage: bench.sh [keepalived|vigil]...
# About ten minutes; needs what verify.sh installs.
if [ -z "${GUEST:-}" ]; then
  here=$(cd "$(dirname "$0")" && pwd)
  jars=("$here"/../../karaf-assembly/target/assembly/lib/boot/osgi.core-*.jar); work=$here/../target/bench; mkdir -p "$work"
  javac --release 17 -cp "${jars[0]}" -d "$work" "$here/load/Allocator.java" || exit 1
  printf 'Bundle-ManifestVersion: 2\nBundle-SymbolicName: benchmark.allocator\nBundle-Version: 1.0.0\nBundle-Activator: Allocator\nImport-Package: org.osgi.framework\n' > "$work/m"
  jar cfm "$work/allocator.jar" "$work/m" -C "$work" Allocator.class
  ALLOCATOR=$work/allocator.jar "$here/guest" -t 1500 -m 4096M bash "$here/bench.sh" "$@"; status=$?
  exit $status
fi

source "$(dirname "$0")/hosts.sh"; hosts 1
on s1 ip route add local 10.21.0.0/16 dev lo; on d1 ip route add 10.21.0.0/16 via 10.7.0.11
web s1 one
row() { printf '%-62s %12s %12s\n' "$1" "$2" "$3"; }
conf() { # conf SERVERS DELAY LAST-WEIGHT [vrrp]
  awk -v total="$1" -v delay="$2" -v weight="$3" -v vrrp="${4:-}" 'BEGIN {
  if (vrrp) print "global_defs {\n vrrp_version 3\n}\nvrrp_instance VI_1 {\n interface eth0\n virtual_router_id 51\n priority 150\n advert_int 0.1\n virtual_ipaddress {\n  10.7.0.200/24\n }\n}"
  for (v = 0; v < total / 100; v++) {
    printf "virtual_server 10.7.0.200 %d {\n delay_loop %s\n lb_algo rr\n lb_kind NAT\n protocol TCP\n", 8000 + v, delay
    for (r = 0; r < 100; r++) { n++
      printf " real_server 10.21.%d.%d 80 {\n  weight %d\n  TCP_CHECK {\n   connect_timeout 3\n   retry 0\n  }\n }\n", n / 250, n % 250 + 1, n == total ? weight : 1 }
    print "}" } }' > /tmp/d1.conf; }
last() { awk -v n="$1" 'BEGIN { printf "10.21.%d.%d:80", n / 250, n % 250 + 1 }'; }
service() { echo "10.7.0.200:$((8000 + $1 / 100 - 1))"; }
count() { on d1 ipvsadm -Ln | grep -c '^  -> 10'; }
memory() { local p sum=0 kb; for p in $(ip netns pids d1); do
  case $(cat /proc/$p/comm) in keepalived|java) kb=$(awk '/^Pss:/ { print $2 }' /proc/$p/smaps_rollup 2> /dev/null || awk '/VmRSS/ { print $2 }' /proc/$p/status); sum=$((sum + kb)) ;; esac; done; echo $((sum / 1024)); }
ms() { date +%s%3N; }
wait_for() { # wait_for SECONDS COMMAND...: prints the milliseconds it took
  local begin; begin=$(ms); local limit=$(($1 * 1000)); shift
  until "$@" > /dev/null 2>&1; do [ $(($(ms) - begin)) -gt $limit ] && { echo never; return; }; sleep 0.02; done
  echo $(($(ms) - begin))
}
full() { [ "$(count)" = "$1" ]; }
weighs() { on d1 ipvsadm -Ln -t "$(service "$1")" | grep -qE "$(last "$1") +Masq +$2 "; }
begin_director() { rm -rf /tmp/d1; mkdir -p /tmp/d1; begun=$(ms); director d1 "$1"; }
end_director() { stop d1; wait_for 20 not kill -0 "$(cat /tmp/d1/launcher)" > /dev/null; crash d1; on d1 ipvsadm -C
  ip -n d1 addr del 10.7.0.200/24 dev eth0 2> /dev/null; }

declare -A figure
measure() { # measure IMPLEMENTATION
  local i=$1 adverts
  conf 1000 10 1 vrrp
  on d2 tcpdump -l -tt -n -c 1 -i eth0 'ip proto 112' > /tmp/first 2> /dev/null & local sniffer=$!
  sleep 1; begin_director "$i"
  wait_for 90 full 1000 > /dev/null; figure[$i,pool]=$(($(ms) - begun))
  wait_for 30 test -s /tmp/first > /dev/null; figure[$i,advert]=$(awk -v b="$begun" '{ printf "%d", $1 * 1000 - b }' /tmp/first)
  kill $sniffer 2> /dev/null
  sleep 30; figure[$i,memory]=$(memory); end_director

  conf 200 1 1 vrrp; begin_director "$i"; wait_for 60 full 200 > /dev/null; sleep 15
  [ "$i" = vigil ] && cp "$ALLOCATOR" /tmp/d1/base/allocator.jar && mv /tmp/d1/base/allocator.jar /tmp/d1/base/deploy/ && sleep 5
  on d2 timeout 60 tcpdump -tt -n -i eth0 'ip proto 112' > /tmp/adverts 2> /dev/null
  figure[$i,gap]=$(longest_gap /tmp/adverts); figure[$i,adverts]=$(wc -l < /tmp/adverts); end_director

  local n
  for n in 2000 10000; do
    conf $n 60 1; begin_director "$i"; wait_for 120 full $n > /dev/null; sleep 10
    conf $n 60 7; reload d1; figure[$i,reload$n]=$(wait_for 60 weighs $n 7); end_director
  done

  conf 2000 5 1; begin_director "$i"; wait_for 90 full 2000 > /dev/null; sleep 12
  web_stop s1; figure[$i,dying]=$(wait_for 90 full 0); end_director; web s1 one
}
[ $# -gt 0 ] || set -- keepalived vigil
for implementation in "$@"; do measure "$implementation"; done
row "$(uname -r), 1 processor" keepalived vigil
both() { row "$1" "${figure[keepalived,$2]:--}" "${figure[vigil,$2]:--}"; }
both "start to the first advert, 1,000 real servers (ms)" advert
both "start to the programmed pool, 1,000 real servers (ms)" pool
both "resident memory with 1,000 real servers (MB)" memory
both "longest gap of 100 ms adverts, 60 s, 200 checks/s, 50 MB/s (ms)" gap
both "adverts seen in those 60 s" adverts
both "one changed weight after reload, 2,000 real servers (ms)" reload2000
both "one changed weight after reload, 10,000 real servers (ms)" reload10000
both "2,000 real servers dying at once, delay_loop 5 (ms)" dying
