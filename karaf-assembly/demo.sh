#!/usr/bin/env bash
# Shows Vigil at work on this machine, without privileges and without touching its network: three small web servers, a virtual
# server in front of them, and the director that keeps the pool true. Installs what is missing (Debian), builds if needed,
# stops everything with Ctrl-C. usage: demo.sh [PORT]
set -uo pipefail
cd "$(dirname "$0")/.."
. itests/packages.sh
need java=openjdk-17-jdk-headless javac=openjdk-17-jdk-headless mvn=maven python3=python3 curl=curl || exit 1

port=${1:-8080} vigil=$PWD/karaf-assembly/target/assembly/bin/vigil
if [ ! -x "$vigil" ]; then
  echo "building (a few minutes the first time)"
  mvn -B -ntp -q -DskipTests -Dspotless.check.skip=true -pl karaf-assembly -am package || exit 1
fi

demo=$(mktemp -d "${TMPDIR:-/tmp}/vigil-demo.XXXXXX")
pids=()
finish() {
  trap - EXIT INT TERM
  echo; echo "stopping"
  [ -s "$demo/pid" ] && kill -TERM "$(cat "$demo/pid")" 2> /dev/null && wait "${director:-}" 2> /dev/null
  kill "${pids[@]}" 2> /dev/null; wait 2> /dev/null
  rm -rf "$demo"
}
trap finish EXIT
trap 'exit 0' INT TERM

{
  printf 'virtual_server 127.0.0.1 %s {\n  delay_loop 2\n  lb_algo rr\n  lb_kind NAT\n  protocol TCP\n' "$port"
  for n in 1 2 3; do
    printf '  real_server 127.0.0.1 %s {\n    HTTP_GET {\n      url {\n        path /\n        status_code 200\n      }\n' $((port + n))
    printf '      connect_timeout 2\n      retry 1\n      delay_before_retry 1\n    }\n  }\n'
  done
  echo '}'
} > "$demo/vigil.conf"

for n in 1 2 3; do
  mkdir "$demo/$n" && echo "served by server $n (port $((port + n)))" > "$demo/$n/index.html"
  python3 -m http.server --bind 127.0.0.1 --directory "$demo/$n" $((port + n)) > /dev/null 2>&1 &
  pids+=($!)
done

"$vigil" -n -l --data-plane relay -f "$demo/vigil.conf" -p "$demo/pid" --base "$demo/base" > "$demo/log" 2>&1 &
director=$!
for _ in $(seq 600); do
  kill -0 $director 2> /dev/null || { cat "$demo/log"; echo "the director did not start"; exit 1; }
  curl -sf -o /dev/null --max-time 1 "http://127.0.0.1:$port/" && break
  sleep 0.1
done

cat <<TEXT

Vigil runs. Its configuration: $demo/vigil.conf

  curl http://127.0.0.1:$port/              reload it: the servers take turns
  kill ${pids[1]}                               kill server 2; within a few seconds the pool heals
  python3 -m http.server --bind 127.0.0.1 --directory $demo/2 $((port + 2))    bring it back
  kill -HUP \$(cat $demo/pid)       after an edit of the configuration: reload

  $vigil --base $demo/base exec vigil:status
  $vigil --base $demo/base exec vigil:pools       or vigil:checks, vigil:events, vigil:config-plan

Events as they happen (Ctrl-C stops everything):
TEXT
tail -n +1 -f "$demo/log" | grep --line-buffered -E ' (director|vrrp|relay|shell): ' &
pids+=($!)
wait $director
