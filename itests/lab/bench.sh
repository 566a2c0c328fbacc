#!/usr/bin/env bash
# What Vigil costs, side by side with keepalived, in one run on one (slow, one-processor) kernel: compare the columns with each
# other, not with another machine. usage: bench.sh [keepalived|vigil]...
# About ten minutes; needs what verify.sh installs.
lab=$(cd "$(dirname "$0")" && pwd); source "$lab/measures.sh"
if [ -z "${GUEST:-}" ]; then build_allocator; exec "$lab/guest" -t 1500 -m 4096M bash "$lab/bench.sh" "$@"; fi

source "$lab/hosts.sh"; hosts 1
on s1 ip route add local 10.21.0.0/16 dev lo; on d1 ip route add 10.21.0.0/16 via 10.7.0.11
web s1 one
row() { printf '%-62s %12s %12s\n' "$1" "$2" "$3"; }
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
