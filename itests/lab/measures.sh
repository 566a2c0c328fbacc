# What the benchmarks share; sourced after hosts.sh. Times are milliseconds.
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
build_allocator() { # the load that is dropped into the director: sets ALLOCATOR
  local jars=("$lab"/../../karaf-assembly/target/assembly/lib/boot/osgi.core-*.jar) work=$lab/../target/bench; mkdir -p "$work"
  javac --release 17 -cp "${jars[0]}" -d "$work" "$lab/load/Allocator.java" || exit 1
  printf 'Bundle-ManifestVersion: 2\nBundle-SymbolicName: benchmark.allocator\nBundle-Version: 1.0.0\nBundle-Activator: Allocator\nImport-Package: org.osgi.framework\n' > "$work/m"
  jar cfm "$work/allocator.jar" "$work/m" -C "$work" Allocator.class; export ALLOCATOR=$work/allocator.jar
}
