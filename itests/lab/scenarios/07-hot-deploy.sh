# A checker type comes by its feature and leaves, comes by deploy/, and is dropped half copied and broken, in a director that is
# master with ten adverts a second: the console names what is missing and what is wrong, verdicts hold, no advert is late.
source "$(dirname "$0")/../hosts.sh"; hosts 2
jar=$(cd "$lab/../.." && ls "$PWD"/checkers-contrib/pop3/target/vigil-checker-pop3-*.jar 2> /dev/null | grep -vE -- '-(sources|javadoc|tests).jar$' | head -1)
pop3() { # pop3 HOST: says what RFC 1939 asks of a greeting and of QUIT
  cat > /tmp/pop3.py <<'P'
import socketserver
class Session(socketserver.StreamRequestHandler):
    def handle(self):
        self.wfile.write(b'+OK ready\r\n')
        for line in self.rfile:
            self.wfile.write(b'+OK\r\n')
            if line.upper().startswith(b'QUIT'): return
class Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True
    request_queue_size = 50
Server(('0.0.0.0', 110), Session).serve_forever()
P
  ip netns exec "$1" python3 /tmp/pop3.py & echo $! > "/tmp/pop3-$1.pid"
}
pop3_stop() { kill "$(cat "/tmp/pop3-$1.pid")"; }
pop3_served() { on d1 ipvsadm -Sn | grep -qF -- "-r $1:110 "; } # among the servers of POP3: 10.7.0.11 is one of the other pool too
drop() { cp "$1" "/tmp/d1/base/$2.incoming" && mv "/tmp/d1/base/$2.incoming" "/tmp/d1/base/deploy/$2"; }
pop3 s1; web s1 one
cat > /tmp/d1.conf <<'C'
global_defs {
  router_id d1
  vrrp_version 3
}
vrrp_instance VI_1 {
  state BACKUP
  interface eth0
  virtual_router_id 51
  priority 150
  advert_int 0.1
  virtual_ipaddress {
    10.7.0.200/24
  }
}
virtual_server 10.7.0.200 110 {
  delay_loop 1
  lb_kind NAT
  protocol TCP
  real_server 10.7.0.11 110 {
    POP3_CHECK {
      connect_timeout 2
      retry 0
    }
  }
  real_server 10.7.0.12 110 {
    POP3_CHECK {
      connect_timeout 2
      retry 0
    }
  }
}
virtual_server 10.7.0.200 80 {
  delay_loop 1
  lb_kind NAT
  protocol TCP
  real_server 10.7.0.11 80 {
    TCP_CHECK {
      connect_timeout 2
      retry 0
    }
  }
}
C
now "the contributed checker was built" test -s "$jar"
director d1; within 15 "it is master without the checker" has d1 10.7.0.200
within 10 "an unchecked server is served" pop3_served 10.7.0.12
within 30 "the console names the feature that brings the type" says d1 'POP3_CHECK is not installed: feature:install vigil-checker-pop3' vigil:status
on d1 timeout 600 tcpdump -l -tt -n -i eth0 'ip proto 112' > /tmp/adverts 2> /dev/null & sniffer=$!
console d1 feature:install vigil-checker-pop3
within 15 "its feature installed, the dead server leaves" not pop3_served 10.7.0.12
now "and the living one stays" pop3_served 10.7.0.11
within 10 "a check by hand shows its phases" says d1 'connect +after' vigil:check-now POP3_CHECK 10.7.0.11:110
console d1 feature:uninstall vigil-checker-pop3
within 15 "its feature uninstalled, the verdict holds, with its age" says d1 'POP3_CHECK .*HELD_DOWN' vigil:checks
now "the dead server stays out" not pop3_served 10.7.0.12
drop "$jar" pop3.jar; pop3 s2
within 15 "dropped into deploy/, it checks again: the recovered server joins" pop3_served 10.7.0.12
within 10 "the type is active" says d1 'POP3_CHECK +ACTIVE' vigil:checker-types
head -c 3000 "$jar" > /tmp/half.jar; drop /tmp/half.jar half.jar
within 30 "a half copied jar is told" says d1 'deploy/half.jar was not deployed: it is broken' vigil:status
rm /tmp/d1/base/deploy/half.jar
within 20 "and forgotten when it goes" not says d1 half.jar vigil:status
pop3_stop s1; within 8 "a newly dead server leaves" not pop3_served 10.7.0.11
rm /tmp/d1/base/deploy/pop3.jar
within 20 "taken out of deploy/, verdicts hold" says d1 'POP3_CHECK .*HELD_UP' vigil:checks
now "the living server is served" pop3_served 10.7.0.12
now "the other pool's server never moved" not says d1 'ing service .10.7.0.11.:tcp:80 ' vigil:events --kind SERVER
now "it is master still" has d1 10.7.0.200
kill $sniffer; wait $sniffer 2> /dev/null
gap=$(longest_gap /tmp/adverts); seen=$(wc -l < /tmp/adverts)
# another would take over after three adverts and its skew time
now "no advert was so late that a backup would have taken over ($seen seen, longest gap $gap ms)" test "$seen" -gt 100 -a "$gap" -lt 330
finish
