# 100 ms adverts, 2,000 real servers, reloads under way: no advert is late, only what changed changes. A keepalived with nothing
# else to do sends its adverts beside it: what the machine itself delays shows in both.
source "$(dirname "$0")/../hosts.sh"; hosts 2
on s1 ip route add local 10.21.0.0/16 dev lo; on d1 ip route add 10.21.0.0/16 via 10.7.0.11
web s1 one
conf() { awk -v weight="$1" 'BEGIN {
  print "global_defs {\n vrrp_version 3\n}\nvrrp_instance VI_1 {\n interface eth0\n virtual_router_id 51\n priority 150\n advert_int 0.1"
  print " virtual_ipaddress {\n  10.7.0.200/24\n }\n}"
  for (v = 0; v < 20; v++) {
    printf "virtual_server 10.7.0.200 %d {\n delay_loop 10\n lb_algo rr\n lb_kind NAT\n protocol TCP\n", 8000 + v
    for (r = 0; r < 100; r++) { n++
      printf " real_server 10.21.%d.%d 80 {\n  weight %d\n  TCP_CHECK {\n   connect_timeout 3\n  }\n }\n", n / 250, n % 250 + 1, n == 2000 ? weight : 1 }
    print "}" } }' > /tmp/d1.conf; }
full() { [ "$(on d1 ipvsadm -Ln | grep -c '^  -> 10')" = 2000 ]; }
weight() { on d1 ipvsadm -Ln | grep -qE "10.21.8.1:80 +Masq +$1 "; }
cat > /tmp/s2.conf <<'C'
global_defs {
  vrrp_version 3
}
vrrp_instance PULSE {
  interface eth0
  virtual_router_id 99
  priority 200
  advert_int 0.1
  virtual_ipaddress {
    10.7.0.222/24
  }
}
C
director s2 keepalived
conf 1; director d1
within 10 "it is master" has d1 10.7.0.200
watch() { on d2 tcpdump -l -tt -n -i eth0 "ip proto 112 and src $1" > "$2" 2> /dev/null & }
take() { watch 10.7.0.1 /tmp/adverts; watch 10.7.0.12 /tmp/pulse; }
taken() { ip netns pids d2 | xargs kill; sleep 0.5; adverts=$(wc -l < /tmp/adverts)
  own=$(own_gap /tmp/adverts /tmp/pulse) gaps="longest gap $(longest_gap /tmp/adverts) ms, of the idle keepalived beside it $(longest_gap /tmp/pulse) ms, ours alone $own ms"; }
# 341 ms: the master-down time of a backup with the same priority. What the machine delayed the idle keepalived in the same moment
# is not counted, since it delays a backup as well; what it delayed it at another moment excuses nothing.
on_time() { test "$own" -le 341; }
take; within 30 "2,000 real servers are in the table" full
within 60 "the consoles have started" says d1 MASTER vigil:vrrp
taken; now "no backup would have taken over meanwhile: $gaps" on_time
sleep 3; take
sleep 2; conf 9; reload d1; within 10 "one changed weight arrives" weight 9
sleep 3; conf 2; reload d1; within 10 "and changes again" weight 2; sleep 5
now "nothing was removed" full
taken; now "adverts kept coming: $adverts seen" test "$adverts" -gt 80
now "no backup would have taken over: $gaps" on_time
now "still master" has d1 10.7.0.200
finish
