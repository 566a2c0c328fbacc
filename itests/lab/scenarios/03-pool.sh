# One director and a pool behind it, checked over TCP, HTTP and TLS against nginx: removal, return, sorry server, a reload that
# changes one weight, adoption after a kill, repair of drift, and an orderly stop.
source "$(dirname "$0")/../hosts.sh"; hosts 4
web s1 one; web s2 two; web s3 three; web s4 sorry
conf() { cat > /tmp/d1.conf <<C
virtual_server 10.7.0.1 8080 {
  delay_loop 1
  lb_algo wrr
  lb_kind NAT
  protocol TCP
  quorum 1
  sorry_server 10.7.0.14 80
  real_server 10.7.0.11 80 {
    weight $1
    HTTP_GET {
      url {
        path /
        status_code 200
      }
      connect_timeout 2
      retry 1
      delay_before_retry 1
    }
  }
  real_server 10.7.0.12 80 {
    weight 2
    TCP_CHECK {
      connect_timeout 2
    }
  }
  real_server 10.7.0.13 443 {
    weight 1
    SSL_GET {
      url {
        path /
        digest $(printf 'three\n' | md5sum | cut -d' ' -f1)
      }
      connect_timeout 3
      retry 1
      delay_before_retry 1
    }
  }
}
virtual_server fd07::1 8080 {
  delay_loop 1
  lb_algo rr
  lb_kind NAT
  protocol TCP
  real_server fd07::12 80 {
    TCP_CHECK {
      connect_timeout 2
    }
  }
}
C
}
conf 3; on d1 ipvsadm -A -t 10.7.0.1:9999 -s rr -p 77; director d1
member() { line d1 "-a -t 10.7.0.1:8080 -r $1 -m -w $2"; }
within 10 "the service is there" line d1 '-A -t 10.7.0.1:8080 -s wrr'
within 10 "with the server that HTTP_GET checks" member 10.7.0.11:80 3
within 10 "the one of TCP_CHECK" member 10.7.0.12:80 2
within 10 "and the one of SSL_GET" member 10.7.0.13:443 1
within 10 "the IPv6 service has its server" line d1 '-a -t [fd07::1]:8080 -r [fd07::12]:80 -m -w 1'
within 40 "the console shows the pool" says d1 '10.7.0.13.*UP' vigil:pools
now "and says that somebody else's service is not its own" says d1 '10.7.0.1:9999' vigil:status
echo changed > /tmp/web-s3/index.html
within 8 "a page with another digest takes its server out" not serves d1 10.7.0.13
within 8 "and the console says which phase failed" says d1 '10.7.0.13.*(digest|MD5)' vigil:pools
echo three > /tmp/web-s3/index.html; within 8 "the right page brings it back" serves d1 10.7.0.13
for s in s1 s2 s3; do web_stop $s; done
within 10 "dead servers leave the pool" not serves d1 '10.7.0.1[123]'
within 3 "the sorry server takes over" serves d1 10.7.0.14
web s1 one; within 8 "a server that returns is added" serves d1 10.7.0.11
within 3 "and the sorry server leaves" not serves d1 10.7.0.14
web s2 two; web s3 three; within 8 "the others return" serves d1 10.7.0.13
conf 9; now "the plan names the one change" says d1 'weight.*3.*9' vigil:config-plan
reload d1; within 6 "the reload makes it" member 10.7.0.11:80 9
kill9 d1; web_stop s2; director d1
within 15 "killed and started again, it removes what died meanwhile" not serves d1 10.7.0.12
now "and keeps what lives" member 10.7.0.11:80 9
on d1 ipvsadm -D -t 10.7.0.1:8080; within 15 "a deleted service is put back" member 10.7.0.11:80 9
on d1 ipvsadm -e -t 10.7.0.1:8080 -r 10.7.0.11:80 -m -w 42; within 15 "a changed weight is put right" member 10.7.0.11:80 9
conf 5; sed -i 's/lb_algo wrr/lb_algo/' /tmp/d1.conf; reload d1
within 10 "a broken file is refused" grep -q 'd1.conf:3:' /tmp/d1/log
now "and changes nothing" member 10.7.0.11:80 9
now "and the test says where" sh -c "'$VIGIL' -t -f /tmp/d1.conf 2>&1 | grep -q '^/tmp/d1.conf:3:.*lb_algo'"
stop d1; within 5 "an orderly stop leaves only what is not ours" sh -c "[ \"\$(ip netns exec d1 ipvsadm -Sn)\" = '-A -t 10.7.0.1:9999 -s rr -p 77' ]"
finish
