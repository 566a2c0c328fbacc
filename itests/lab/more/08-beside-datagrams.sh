# Vigil on d1 and keepalived on d2 check the same servers with the same file: DNS (dnsmasq), UDP with and without a required reply,
# ping, and a number in a file. After every change of what the servers do both kernels hold the same table, and the DNS servers have
# been asked in the same words. D1=keepalived runs the reference on both, which proves the scenario itself.
source "$(dirname "$0")/../hosts.sh"; hosts 4
cat > /tmp/udp.py <<'P'
import socket, sys
def serve(port, answer):
    s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM); s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1); s.bind(('0.0.0.0', port))
    while True:
        data, peer = s.recvfrom(2048)
        mode = open('/tmp/udp-mode').read().strip()
        if answer and mode != 'silent':
            s.sendto({'wrong': b'pang\x01', 'short': b'pon'}.get(mode, b'pong\x01') if data == b'ping' else b'?', peer)
serve(int(sys.argv[1]), len(sys.argv) > 2)
P
cat > /tmp/asked.py <<'P'
import collections, struct
asked = collections.defaultdict(set)
data = open('/tmp/dns.pcap', 'rb').read(); at = 24
while at + 16 <= len(data):
    size = struct.unpack_from('<IIII', data, at)[2]; packet = data[at + 16:at + 16 + size]; at += 16 + size
    header = (packet[14] & 15) * 4; asked['.'.join(map(str, packet[26:30]))].add(packet[14 + header + 8 + 2:].hex())
d1, d2 = asked['10.7.0.1'], asked['10.7.0.2']
print(len(d1), 'different queries from d1:', *sorted(d1)); print(len(d2), 'from d2:', *sorted(d2))
raise SystemExit(not (d1 == d2 and len(d1) == 2))
P
for d in d1 d2; do cat > /tmp/$d.conf <<'C'
global_defs {
  router_id same
}
track_file load {
  file /tmp/files/load
  weight 2
}
track_file maintenance {
  file /tmp/files/maintenance
  weight 0
}
virtual_server 10.7.0.200 53 {
  delay_loop 1
  lb_algo wrr
  lb_kind NAT
  protocol UDP
  retry 1
  delay_before_retry 1
  connect_timeout 1
  warmup 0
  real_server 10.7.0.11 53 {
    weight 5
    DNS_CHECK {
      type a
      name www.example.org
    }
    DNS_CHECK {
      type TXT
      name example.org.
    }
  }
  real_server 10.7.0.12 70 {
    weight 5
    UDP_CHECK {
      payload 70 69 6E67
      require_reply 706f6E67 xX
      min_reply_length 5
    }
  }
  real_server 10.7.0.12 71 {
    weight 5
    UDP_CHECK {
    }
  }
  real_server 10.7.0.13 80 {
    weight 5
    PING_CHECK {
    }
  }
  real_server 10.7.0.14 80 {
    weight 5
    FILE_CHECK {
      track_file load
    }
    FILE_CHECK {
      track_file maintenance
    }
  }
}
C
done
pool() { table "$1" | sed -n 's/.*-r \([^ ]*\) .*-w /\1=/p' | tr '\n' ' '; } # the servers and weights that a host's kernel has
both() { [ "$(pool d1)" = "$1" ] && [ "$(pool d2)" = "$1" ] && [ "$(table d1)" = "$(table d2)" ]; }
dns() { ip netns exec s1 dnsmasq -k -C /dev/null -R -h -u root --pid-file= --local-ttl=1 "$@" & dns=$!; }
names=(--address=/www.example.org/10.9.9.9 --txt-record=example.org,text)
udp() { ip netns exec s2 /usr/bin/python3 /tmp/udp.py 70 answers & udp1=$!; ip netns exec s2 /usr/bin/python3 /tmp/udp.py 71 & udp2=$!; }
slow() { local s; for s in s1 s2 s3; do on $s tc qdisc add dev eth0 root netem delay 2500ms; done; }
fast() { local s; for s in s1 s2 s3; do on $s tc qdisc del dev eth0 root; done; }
expect() { # expect WHAT DNS UDP UDP-WITHOUT-REPLY PING FILE: the weights in both kernels, - for a server that is out
  local what=$1 server pool=; shift
  for server in 11:53 12:70 12:71 13:80 14:80; do [ "$1" = - ] || pool+="10.7.0.$server=$1 "; shift; done
  within 30 "$what: both have $pool" both "$pool"
}
on s1 sysctl -qw net.ipv4.icmp_ratelimit=0; on s2 sysctl -qw net.ipv4.icmp_ratelimit=0 # two ports of a server are checked: each needs its ICMP errors
mkdir -p /tmp/files; echo 0 > /tmp/files/maintenance; echo 4 > /tmp/files/load
echo up > /tmp/udp-mode; dns "${names[@]}"; udp
listening() { on "$1" ss -Hlun "sport = :$2" | grep -q .; }
within 60 'the DNS server listens' listening s1 53; within 60 'the UDP servers too' eval 'listening s2 70 && listening s2 71'
ip netns exec s1 tcpdump -i eth0 -U -w /tmp/dns.pcap 'udp dst port 53' 2> /dev/null & tap=$!
director d1 "${D1:-vigil}"; director d2 keepalived
expect 'all answer, the file says 4' 5 5 5 5 13
kill -STOP $dns; echo silent > /tmp/udp-mode; on s3 sysctl -qw net.ipv4.icmp_echo_ignore_all=1; echo 1 > /tmp/files/maintenance
expect 'all are silent, maintenance' - - 5 - -
kill -CONT $dns; echo up > /tmp/udp-mode; on s3 sysctl -qw net.ipv4.icmp_echo_ignore_all=0; echo 0 > /tmp/files/maintenance; echo -2 > /tmp/files/load
expect 'back, the file says -2' 5 5 5 5 1
kill $dns $udp1 $udp2; rm /tmp/files/load
expect 'nobody listens, the file is gone' - - - 5 5
dns; udp; echo wrong > /tmp/udp-mode
expect 'DNS refuses, UDP answers wrong' - - 5 5 5
kill $dns; echo short > /tmp/udp-mode; sleep 0.2; dns "${names[@]}"
expect 'DNS is back, UDP answers too short' 5 - 5 5 5
echo up > /tmp/udp-mode; expect 'all answer again' 5 5 5 5 5
slow; expect 'all are slow' - - 5 - 5
fast; expect 'all are fast again' 5 5 5 5 5
kill $tap; wait $tap
now 'both asked the DNS server the same two questions, byte for byte but for the number' /usr/bin/python3 /tmp/asked.py
if [ -z "${D1:-}" ]; then
  now 'the console shows what DNS answered' says d1 'DNS_CHECK.*RCODE 0' vigil:checks
  now 'and what the file says' says d1 'FILE_CHECK.*the number is 0' vigil:checks
fi
finish
