# Vigil and keepalived in one virtual router, both ways round: VRRPv3 at 100 ms, IPv4 and IPv6 in one sync group,
# a track_script that changes the priority.
source "$(dirname "$0")/../hosts.sh"; hosts 0
conf() { cat > "/tmp/$1.conf" <<C
global_defs {
  router_id $1
  vrrp_version 3
  enable_script_security
  script_user root
}
vrrp_script serving {
  script "/usr/bin/test ! -e /tmp/$1.drain"
  interval 1
  timeout 10
  weight -70
  rise 1
  fall 1
}
vrrp_sync_group ALL {
  group {
    FOUR
    SIX
  }
  sync_group_tracking_weight
}
vrrp_instance FOUR {
  interface eth0
  virtual_router_id 14
  priority $2
  advert_int 0.1
  virtual_ipaddress {
    10.7.0.210/24
    10.7.0.211/24
  }
  track_script {
    serving
  }
}
vrrp_instance SIX {
  interface eth0
  virtual_router_id 16
  priority $2
  advert_int 0.1
  virtual_ipaddress {
    fe80::7:210
    fd07::210/64
  }
  track_script {
    serving
  }
}
C
}
conf d1 160; conf d2 120
for pair in 'vigil keepalived' 'keepalived vigil'; do
  read -r first second <<< "$pair"; echo "-- d1 $first, d2 $second"
  director d1 "$first"; director d2 "$second"
  within 8 "d1 holds IPv4" has d1 10.7.0.210
  within 8 "d1 holds IPv6" has d1 fd07::210
  within 3 "d2 holds nothing" not has d2 10.7.0.210
  touch /tmp/d1.drain
  within 5 "a failing script hands IPv4 over" has d2 10.7.0.211
  within 3 "and IPv6 with it" has d2 fd07::210
  within 3 "d1 gave way" not has d1 fd07::210
  rm /tmp/d1.drain
  within 5 "the script recovers and d1 preempts" has d1 10.7.0.211
  within 3 "d2 gives way" not has d2 10.7.0.211
  crash d1
  within 3 "a crash at 100 ms adverts is noticed" has d2 10.7.0.210
  within 2 "for IPv6 as well" has d2 fd07::210
  crash d2
  for d in d1 d2; do
    ip -n $d addr flush dev eth0 scope global; ip -n $d -6 addr flush dev eth0 to fe80::7:210
    ip -n $d addr add "10.7.0.${d#d}/24" dev eth0; ip -n $d addr add "fd07::${d#d}/64" dev eth0 nodad
  done
done
finish
