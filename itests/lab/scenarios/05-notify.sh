# Who is told what: scripts of instances, groups, virtual and real servers with the reference's arguments and order, a script that
# others may write to, lines of the FIFO, and mail to a real SMTP server.
source "$(dirname "$0")/../hosts.sh"; hosts 3
web s1 one; web s2 two

# s3 is the mail server: everything goes into one mailbox
mkdir -p /tmp/mail/spool && touch /tmp/mail/box && chown -R Debian-exim:Debian-exim /tmp/mail
cat > /etc/exim4/exim4.conf <<'C'
primary_hostname = mail.example
qualify_domain = example.org
spool_directory = /tmp/mail/spool
log_file_path = /tmp/mail/%slog
local_interfaces = 10.7.0.13
host_lookup =
rfc1413_query_timeout = 0s
acl_smtp_rcpt = everybody
begin acl
everybody:
  accept
begin routers
box:
  driver = accept
  transport = box
begin transports
box:
  driver = appendfile
  file = /tmp/mail/box
  user = Debian-exim
C
on s3 exim4 -bd

cat > /tmp/tell.sh <<'C'
#!/bin/sh
echo "$*" >> /tmp/told
C
chmod 755 /tmp/tell.sh; cp /tmp/tell.sh /tmp/loose.sh; chmod 777 /tmp/loose.sh; : > /tmp/told; : > /tmp/fifo.lines
cat > /tmp/d1.conf <<'C'
global_defs {
  router_id lab
  enable_script_security
  script_user root
  notify_fifo /tmp/fifo
  notification_email {
    ops@example.org
    "second@example.org"
  }
  notification_email_from vigil@example.org
  smtp_server 10.7.0.13
  smtp_connect_timeout 10
}
vrrp_script sound {
  script "/usr/bin/test ! -e /tmp/unsound"
  interval 1
  timeout 10
  rise 1
  fall 1
}
vrrp_sync_group GRP {
  group {
    VI_1
  }
  notify_master "/tmp/tell.sh group-master"
  notify "/tmp/tell.sh group"
}
vrrp_instance VI_1 {
  interface eth0
  virtual_router_id 51
  priority 150
  advert_int 1
  virtual_ipaddress {
    10.7.0.200/24
  }
  track_script {
    sound
  }
  smtp_alert
  notify_master "/tmp/tell.sh master 'two words'"
  notify_backup "/tmp/tell.sh backup"
  notify_fault "/tmp/tell.sh fault"
  notify_stop "/tmp/tell.sh stop"
  notify "/tmp/tell.sh notify"
}
vrrp_instance VI_2 {
  interface eth0
  virtual_router_id 52
  priority 150
  virtual_ipaddress {
    10.7.0.201/24
  }
  notify_master "/tmp/loose.sh loose"
}
virtual_server 10.7.0.200 8080 {
  delay_loop 1
  lb_algo rr
  lb_kind NAT
  protocol TCP
  quorum 2
  quorum_up "/tmp/tell.sh quorum-up"
  quorum_down "/tmp/tell.sh quorum-down"
  real_server 10.7.0.11 80 {
    TCP_CHECK {
      connect_timeout 2
      retry 0
    }
  }
  real_server 10.7.0.12 80 {
    notify_up "/tmp/tell.sh server-up"
    notify_down "/tmp/tell.sh server-down"
    TCP_CHECK {
      connect_timeout 2
      retry 0
    }
  }
}
C
told() { grep -qxF -- "$1" /tmp/told; }
order() { # order LINE...: that they were told in this order
  local line n last=0
  for line in "$@"; do n=$(grep -nxF -- "$line" /tmp/told | tail -1 | cut -d: -f1); [ -n "$n" ] && [ "$n" -gt "$last" ] || return 1; last=$n; done
}
lines() { local n; n=$(grep -anF -- "$1" /tmp/fifo.lines | head -1 | cut -d: -f1); [ -n "$n" ] && tail -n +"$n" /tmp/fifo.lines | grep -aqF -- "$2"; }
mailed() { tr -d '\r' < /tmp/mail/box | grep -qE -- "$1"; }

director d1
within 10 "the pipe is there" test -p /tmp/fifo
cat /tmp/fifo > /tmp/fifo.lines & reader=$!
within 20 "the master's script gets its own arguments and no others" told "master two words"
within 5 "the general one gets four more" told "notify INSTANCE VI_1 MASTER 150"
within 5 "the group's script is run" told "group-master"
within 5 "and its general one, with priority 0" told "group GROUP GRP MASTER 0"
within 20 "the quorum of the pool is told without more arguments" told "quorum-up"
now "a script that others may write to was not run" not told "loose"
now "and the log says so" grep -q '/tmp/loose.sh' /tmp/d1/log
within 20 "the mail of the new master arrived" mailed 'Subject: \[lab\].*VI_1.*MASTER'
now "for both recipients" mailed '^To:.*ops@example.org'
now "from the configured sender" mailed '^From: .*vigil@example.org'
touch /tmp/unsound
within 8 "a failing script is told as fault" told "fault"
within 5 "with the state in the general one" told "notify INSTANCE VI_1 FAULT 150"
rm /tmp/unsound
within 8 "recovery is told as backup" told "backup"
within 15 "and master again, in this order" lines 'INSTANCE "VI_1" FAULT 150' 'INSTANCE "VI_1" MASTER 150'
now "the group's lines carry priority 0" grep -aqF 'GROUP "GRP" MASTER 0' /tmp/fifo.lines
web_stop s2
within 10 "a dead server's script is run" told "server-down"
within 5 "and the quorum's" told "quorum-down"
within 20 "its mail arrived" mailed 'Subject: \[lab\].*10.7.0.12.*DOWN'
web s2 two
within 10 "the server's return is told" told "server-up"
within 5 "in order" order server-down server-up
within 5 "the quorum is regained" order quorum-down quorum-up
within 5 "the pool's lines are in the pipe too" grep -aq 'RS .*10.7.0.12.* DOWN' /tmp/fifo.lines
stop d1
within 10 "an orderly stop runs the stop script" told "stop"
now "and tells the pipe" grep -aqF 'INSTANCE "VI_1" STOP 150' /tmp/fifo.lines
now "the group after its instances" lines 'INSTANCE "VI_2" STOP 150' 'GROUP "GRP" STOP 0'
within 10 "the pipe is gone" not test -e /tmp/fifo
kill $reader 2> /dev/null
[ $failed -eq 0 ] || { echo "--- told"; cat /tmp/told; echo "--- fifo"; tr -d "\\0" < /tmp/fifo.lines; echo "--- mail"; grep Subject: /tmp/mail/box; tail -5 /tmp/mail/*log; }
finish
