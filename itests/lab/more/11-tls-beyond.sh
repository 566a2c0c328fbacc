# What keepalived has no keywords for in TLS, asked of nginx: verified certificates, their expiry, client certificates, a name apart
# from Host's, HTTP/2 by ALPN, and connections that are kept.
source "$(dirname "$0")/../hosts.sh"; hosts 1
d=/tmp/tls; mkdir -p $d; cd $d || exit 1
authority() { openssl req -x509 -newkey rsa:2048 -nodes -days 30 -subj "/CN=$1" -keyout "$1.key" -out "$1.crt" 2> /dev/null; }
signed() { # signed NAME AUTHORITY DAYS
  openssl req -newkey rsa:2048 -nodes -subj "/CN=$1" -keyout "$1.key" -out "$1.csr" 2> /dev/null
  echo "subjectAltName=DNS:$1" > "$1.ext"
  openssl x509 -req -in "$1.csr" -CA "$2.crt" -CAkey "$2.key" -CAcreateserial -days "$3" -extfile "$1.ext" -out "$1.crt" 2> /dev/null; }
authority ours; authority theirs; signed good.example ours 20; signed short.example ours 2; signed stranger.example theirs 20; signed probe.example ours 20
server() { echo "server { listen $1 ssl${3:+ $3}; server_name $2; ssl_certificate $d/$2.crt; ssl_certificate_key $d/$2.key; ${4:-}
    location = /ready { return 200 ready; } }"; } # server PORT NAME [HTTP2] [MORE]
{
  echo "worker_processes 1; pid $d/pid; error_log $d/error.log;
events { worker_connections 64; }
http {
  log_format told '\$server_port \$server_protocol \$host \$ssl_server_name \$ssl_client_s_dn \$connection_requests';
  access_log $d/access.log told;"
  server 8443 good.example; server 8444 stranger.example; server 8445 short.example; server 8446 good.example http2
  server 8447 good.example '' "ssl_client_certificate $d/ours.crt; ssl_verify_client on;"
  echo '}'
} > nginx.conf
chmod 755 $d; on s1 nginx -c $d/nginx.conf
check() { echo "  real_server 10.7.0.11 $1 {
    SSL_GET {
      connect_timeout 3
      warmup 0
      retry 0
      virtualhost www.example
      url {
        path /ready
        status_code 200
      }
      $2
    }
  }"; } # check PORT WORDS
pool() { echo "virtual_server 10.7.0.200 $1 {
  delay_loop 2
  alpha
  lb_algo rr
  lb_kind NAT
  protocol TCP"; check "$2" "$3"; echo '}'; } # pool PORT SERVERPORT WORDS
verified="tls_verify
      tls_ca_file $d/ours.crt"
{
  pool 1 8443 "$verified
      sni_name good.example
      keep_alive"
  pool 2 8443 "$verified
      sni_name other.example"
  pool 3 8444 "$verified
      sni_name stranger.example"
  pool 4 8445 "$verified
      sni_name short.example
      tls_expiry_warning 10"
  pool 5 8446 "$verified
      sni_name good.example
      http_protocol 2"
  pool 6 8447 "$verified
      sni_name good.example
      tls_certificate $d/probe.example.crt
      tls_key $d/probe.example.key"
  pool 7 8447 "sni_name good.example"
  pool 8 8444 ""
} > /tmp/d1.conf
director d1
log() { grep -qE -- "$1" $d/access.log; }
up() { on d1 ipvsadm -Ln -t "10.7.0.200:$1" | grep -q 10.7.0.11; }
failed_with() { says d1 "10.7.0.11:$1 .*$2" vigil:checks; }
within 60 "a certificate of our authority and name is good" up 1
within 20 "its name was sent apart from Host's" log '^8443 HTTP/1.. www.example good.example '
within 20 "its connection is kept from one check to the next" log '^8443 HTTP/1.. www.example good.example - [2-9]'
within 20 "HTTP/2 is agreed upon by ALPN" log '^8446 HTTP/2.0 www.example good.example '
within 20 "and its server is up" up 5
within 20 "the server that asks for a certificate sees ours" log '^8447 HTTP/1.. www.example good.example CN=probe.example '
within 20 "and is up" up 6
within 20 "one that is about to end leaves its server up" up 4
within 20 "and warns" says d1 'warn.*(end|expire)|expire' vigil:status
within 20 "without tls_verify nothing is verified, as in keepalived" up 8
within 20 "another name is told as a fault of TLS" failed_with 8443 'tls: .*'
within 20 "an authority that is not ours is told as a fault of TLS" failed_with 8444 'tls: .*'
within 20 "a server that asks for a certificate refuses one without" says d1 '10.7.0.11:8447.*DOWN' vigil:checks
now "another name is down" not up 2
now "another authority is down" not up 3
now "without our certificate it is down" not up 7
console d1 vigil:checks; console d1 vigil:status
finish
