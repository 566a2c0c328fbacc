# What keepalived has no keywords for, asked of nginx: HTTP/2 in the clear, other methods, header fields and bodies.
source "$(dirname "$0")/../hosts.sh"; hosts 1
mkdir -p /tmp/nginx; cat > /tmp/nginx/nginx.conf <<'N'
worker_processes 1; pid /tmp/nginx/pid; error_log /tmp/nginx/error.log;
events { worker_connections 64; }
http {
  log_format told '$server_port $request_method $server_protocol $host $http_x_probe $content_length';
  access_log /tmp/nginx/access.log told;
  server {
    listen 8080 http2; listen 8081;
    location = /ready { return 200 ready; }
    location = /posted { if ($request_method != POST) { return 405; } return 201; }
    location = /gone { return 410; }
  }
}
N
on s1 nginx -c /tmp/nginx/nginx.conf
check() { echo "  real_server 10.7.0.11 $1 {
    HTTP_GET {
      connect_timeout 3
      warmup 0
      virtualhost www.example
      $2
    }
  }"; } # check PORT BODY
{
  echo 'virtual_server 10.7.0.200 80 {
  delay_loop 2
  lb_algo rr
  lb_kind NAT
  protocol TCP'
  check 8080 'http_protocol 2
      url {
        path /ready
        regex "^ready$"
        header "X-Probe: yes"
      }
      url {
        path /gone
        status_code 410
        method HEAD
      }'
  check 8081 'url {
        path /posted
        status_code 201
        method POST
        header "X-Probe: posted"
        body "ping"
      }'
  echo '}
virtual_server 10.7.0.201 80 {
  delay_loop 2
  lb_algo rr
  lb_kind NAT
  protocol TCP
  alpha'
  check 8081 'http_protocol 2
      url {
        path /ready
      }'
  echo '}'
} > /tmp/d1.conf
director d1
log() { grep -qxF -- "$1" /tmp/nginx/access.log; }
within 40 "nginx hears HTTP/2 and a header field" log '8080 GET HTTP/2.0 www.example yes -'
within 40 "it hears HEAD in HTTP/2" log '8080 HEAD HTTP/2.0 www.example - -'
within 40 "it hears a POST with a body of four bytes" log '8081 POST HTTP/1.0 www.example posted 4'
within 40 "the check of HTTP/2 passes" says d1 '8080.*UP' vigil:pools
now "both servers are in the table" serves d1 10.7.0.11
within 40 "one that speaks HTTP/1.1 only is told apart" says d1 'not an HTTP/2 answer' vigil:checks
on s1 nginx -c /tmp/nginx/nginx.conf -s stop
within 40 "without nginx both are out of the table" not serves d1 10.7.0.11
finish
