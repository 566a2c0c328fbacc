# keepalived on d1 and Vigil on d2 check the same servers with the same file: after every change of what a server or a program
# does, both kernels hold the same table. Exit statuses 126 and 127 are left out: here they are failures, there a weight.
source "$(dirname "$0")/../hosts.sh"; hosts 2
cat > /tmp/smtp.py <<'P'
import socketserver, sys
class Session(socketserver.StreamRequestHandler):
    def handle(self):
        mode = open('/tmp/smtp-mode').read().strip()
        if mode == 'silent':
            self.rfile.read(); return
        self.wfile.write({'busy': b'421 busy\r\n', 'wordy': b'220-mx\r\n220 ready\r\n'}.get(mode, b'220 mx ready\r\n'))
        for line in self.rfile:
            if line.startswith(b'QUIT'):
                self.wfile.write(b'221 bye\r\n'); return
            if mode == 'halfway': return
            self.wfile.write(b'250 hello\r\n')
class Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = True; daemon_threads = True
Server(('0.0.0.0', 25), Session).serve_forever()
P
cat > /tmp/check.sh <<'P'
#!/bin/sh
status=$(cat /tmp/status)
[ "$status" = hang ] && exec sleep 30
exit "$status"
P
chmod 755 /tmp/check.sh
for d in d1 d2; do cat > /tmp/$d.conf <<'C'
global_defs {
  router_id same
  script_user root
}
virtual_server 10.7.0.200 25 {
  delay_loop 1
  lb_algo wrr
  lb_kind NAT
  protocol TCP
  real_server 10.7.0.11 25 {
    weight 5
    SMTP_CHECK {
      helo_name d.example.org
      connect_timeout 2
      retry 1
      delay_before_retry 1
    }
  }
  real_server 10.7.0.12 80 {
    weight 5
    MISC_CHECK {
      misc_path "/tmp/check.sh"
      misc_timeout 2
      misc_dynamic
      warmup 0
    }
  }
}
C
done
weight() { table "$1" | sed -n "s/.*-r $2:[0-9]* .*-w //p"; } # weight HOST SERVER: as its kernel has it, nothing when it is not there
both() { [ "$(weight d1 "$1")" = "$2" ] && [ "$(weight d2 "$1")" = "$2" ] && [ "$(table d1)" = "$(table d2)" ]; } # both SERVER WEIGHT
smtp() { on s1 python3 /tmp/smtp.py & }
echo up > /tmp/smtp-mode; echo 0 > /tmp/status; smtp
director d1 keepalived; director d2
within 20 "a server that answers SMTP is in both tables" both 10.7.0.11 5
within 20 "one whose program ends with 0 too" both 10.7.0.12 5
for step in '12 10' '1' '0 5' '3 1' '2 0' '0 5' 'hang' '0 5'; do
  read -r status expected <<< "$step"; echo "$status" > /tmp/status
  within 20 "the program ends with $status: weight '${expected:-}' in both" both 10.7.0.12 "${expected:-}"
done
for step in 'busy' 'up 5' 'silent' 'up 5' 'halfway' 'up 5' 'wordy' 'up 5'; do
  read -r mode expected <<< "$step"; echo "$mode" > /tmp/smtp-mode
  within 20 "the SMTP server is $mode: weight '${expected:-}' in both" both 10.7.0.11 "${expected:-}"
done
for p in $(ip netns pids s1); do kill "$p"; done; within 20 "nobody listens: out of both" both 10.7.0.11 ''
smtp; within 20 "back again: in both" both 10.7.0.11 5
now "what the check asked stands in the console" says d2 'SMTP_CHECK.*QUIT: 221 bye' vigil:checks
finish
