#!/usr/bin/env bash
# Runs every test: unit and simulation tests, Pax Exam on our own assembly, the lab in a real kernel. Installs what is missing
# (Debian), leaves the built product in karaf-assembly/target/assembly, prints the totals, and fails when anything failed.
# usage: verify.sh [--no-lab|--more]   --more: also the long comparisons of itests/lab/more, about ten minutes
set -uo pipefail
cd "$(dirname "$0")/.."
. itests/packages.sh
need java=openjdk-17-jdk-headless javac=openjdk-17-jdk-headless mvn=maven || exit 1
# the servers that contributed checkers are tested against
need slapd=slapd redis-server=redis-server mariadbd=mariadb-server pg_ctlcluster=postgresql freeradius=freeradius || exit 1
need dovecot=dovecot-imapd chronyd=chrony memcached=memcached sshd=openssh-server ssh-keygen=openssh-client mosquitto=mosquitto \
  openssl=openssl setpriv=util-linux /usr/bin/python3=python3 || exit 1
/usr/bin/python3 -c 'import grpc, pyftpdlib' 2> /dev/null || need grpc=python3-grpcio pyftpdlib=python3-pyftpdlib || exit 1
begin=$SECONDS status=0

mvn -B -ntp -fae verify || status=1
echo "build and its tests took $((SECONDS - begin)) s"

tests=0 failures=0 skipped=0
while read -r t f e s; do tests=$((tests + t)); failures=$((failures + f + e)); skipped=$((skipped + s)); done < <(
  find . -path '*/target/*-reports/TEST-*.xml' -exec sed -n 's/.*<testsuite .* tests="\([0-9]*\)" errors="\([0-9]*\)" skipped="\([0-9]*\)" failures="\([0-9]*\)".*/\1 \4 \2 \3/p' {} +)
[ "$tests" -gt 0 ] || { echo "no test was run"; status=1; }

if [ "${1:-}" = --no-lab ]; then
  echo "lab: not run (--no-lab)"
elif [ $status -eq 0 ]; then
  need linux.uml=user-mode-linux modprobe=kmod ip=iproute2 ipvsadm=ipvsadm keepalived=keepalived dnsmasq=dnsmasq-base nginx=nginx-light \
    ping=iputils-ping tcpdump=tcpdump curl=curl openssl=openssl python3=python3 setpriv=util-linux exim4=exim4-daemon-light || exit 1
  scenarios=(itests/lab/scenarios/*.sh); [ "${1:-}" = --more ] && scenarios+=(itests/lab/more/*.sh)
  LIMIT=${LIMIT:-600} itests/lab/run "${scenarios[@]}" | tee itests/target/lab.log; [ "${PIPESTATUS[0]}" -eq 0 ] || status=1
  tally=$(grep '^lab: ' itests/target/lab.log | tail -1)
  lab_passed=$(sed 's/lab: \([0-9]*\) passed.*/\1/' <<< "$tally"); lab_failed=$(sed 's/.*, \([0-9]*\) failed/\1/' <<< "$tally")
  tests=$((tests + lab_passed + lab_failed)); failures=$((failures + lab_failed))
fi

echo "took $((SECONDS - begin)) s"
echo "$((tests - failures - skipped)) passed, $failures failed, $skipped skipped"
[ "$failures" -eq 0 ] || status=1
exit $status
