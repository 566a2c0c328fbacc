# Two Vigils and one address: election, orderly stop, crash, preemption, and what the consoles say of it.
source "$(dirname "$0")/../hosts.sh"; hosts 0
conf() { cat > "/tmp/$1.conf" <<C
global_defs {
  router_id $1
}
vrrp_instance VI_1 {
  state BACKUP
  interface eth0
  virtual_router_id 51
  priority $2
  advert_int 1
  authentication {
    auth_type PASS
    auth_pass secret
  }
  virtual_ipaddress {
    10.7.0.200/24 dev eth0 label eth0:vip
  }
}
C
}
conf d1 150; conf d2 100
director d1; FLAGS=-V director d2
within 8 "the higher priority holds the address" has d1 10.7.0.200
within 30 "its console says so" says d1 'VI_1.*MASTER' vigil:vrrp
within 30 "the other console says that it is backup" says d2 'VI_1.*BACKUP' vigil:vrrp
now "the other does not hold it" not has d2 10.7.0.200
now "a client reaches it" on client ping -c1 -W2 10.7.0.200
stop d1; within 2 "an orderly stop hands over within the skew time" has d2 10.7.0.200
within 3 "the stopped one gave the address up" not has d1 10.7.0.200
now "the client reaches the new master at once" on client ping -c1 -W1 10.7.0.200
director d1
within 8 "the higher priority preempts when it returns" has d1 10.7.0.200
within 2 "the other gives way" not has d2 10.7.0.200
crash d1
within 5 "a crash is noticed within three adverts and the skew time" has d2 10.7.0.200
within 10 "and the event names the cause" says d2 'no advert' vigil:events
on client timeout 10 tcpdump -l -n -v -i eth0 'ip proto 112' > /tmp/last 2> /dev/null & sniffer=$!
within 5 "adverts are seen" grep -q 'prio 100' /tmp/last
stop d2; within 20 "started with -V, an orderly stop ends it" not kill -0 "$(cat /tmp/d2/launcher)"
now "its address stays for the next director" has d2 10.7.0.200
now "and no peer was told" not grep -q 'prio 0' /tmp/last
kill $sniffer 2> /dev/null
finish
