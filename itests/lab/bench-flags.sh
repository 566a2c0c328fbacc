#!/usr/bin/env bash
# Compares collectors and flags of the director's JVM on one (slow, one-processor) kernel: what each row costs in memory and
# start-up and how late a 100 ms advert gets under 200 checks a second and 50 MB/s of allocation. bin/launch.sh's default is
# chosen by it. usage: bench-flags.sh [LABEL=FLAGS]...   About three minutes a row.
lab=$(cd "$(dirname "$0")" && pwd); source "$lab/measures.sh"
if [ -z "${GUEST:-}" ]; then build_allocator; exec "$lab/guest" -t 2400 -m 4096M bash "$lab/bench-flags.sh" "$@"; fi
source "$lab/hosts.sh"; hosts 1
on s1 ip route add local 10.21.0.0/16 dev lo; on d1 ip route add 10.21.0.0/16 via 10.7.0.11
web s1 one
[ $# -gt 0 ] || set -- \
  "Serial=-Xms48m -Xmx256m -Xss512k -XX:+UseSerialGC -XX:TieredStopAtLevel=1" \
  "Serial, young 64 MB=-Xms128m -Xmn64m -Xmx256m -Xss512k -XX:+UseSerialGC -XX:TieredStopAtLevel=1" \
  "Serial, young 64 MB, touched=-Xms128m -Xmn64m -Xmx256m -Xss512k -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -XX:+AlwaysPreTouch" \
  "Parallel=-Xms64m -Xmx256m -Xss512k -XX:+UseParallelGC -XX:ParallelGCThreads=2 -XX:TieredStopAtLevel=1" \
  "G1=-Xms64m -Xmx256m -Xss512k -XX:+UseG1GC -XX:TieredStopAtLevel=1" \
  "ZGC=-Xms128m -Xmx256m -Xss512k -XX:+UseZGC -XX:TieredStopAtLevel=1" \
  "Serial, both compilers=-Xms48m -Xmx256m -Xss512k -XX:+UseSerialGC"
printf '%-28s %12s %12s %10s %10s %8s\n' "flags" "advert (ms)" "pool (ms)" "PSS (MB)" "gap (ms)" adverts
for row in "$@"; do
  label=${row%%=*}; export VIGIL_JAVA_OPTS="${row#*=}${LOGGED:+ -Xlog:gc,safepoint:file=/tmp/gc.log}"
  conf 200 1 1 vrrp
  on d2 tcpdump -l -tt -n -c 1 -i eth0 'ip proto 112' > /tmp/first 2> /dev/null & sniffer=$!
  sleep 1; begin_director vigil
  wait_for 90 full 200 > /dev/null; pool=$(($(ms) - begun))
  wait_for 30 test -s /tmp/first > /dev/null; first=$(awk -v b="$begun" '{ printf "%d", $1 * 1000 - b }' /tmp/first)
  kill $sniffer 2> /dev/null
  sleep 20; pss=$(memory)
  cp "$ALLOCATOR" /tmp/d1/base/allocator.jar && mv /tmp/d1/base/allocator.jar /tmp/d1/base/deploy/ && sleep 6
  on d2 timeout 60 tcpdump -tt -n -i eth0 'ip proto 112' > /tmp/adverts 2> /dev/null
  printf '%-28s %12s %12s %10s %10s %8s\n' "$label" "$first" "$pool" "$pss" "$(longest_gap /tmp/adverts)" "$(wc -l < /tmp/adverts)"
  if [ -n "${LOGGED:-}" ]; then awk 'NR > 1 { d = $1 - p; if (d > 0.2) printf "  gap %d ms at %s\n", d * 1000, $1 } { p = $1 }' /tmp/adverts
    grep -oE 'Safepoint "[^"]*".*Total: *[0-9]+ ns' /tmp/gc.log | sort -t: -k5 -n | awk '{ n = $(NF-1); if (n > 30e6) print "  " $0 }' | tail -12; fi
  end_director
done
