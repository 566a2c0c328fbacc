# Vigil on d1 and keepalived on d2 check the same servers with the same file by TCP_CHECK, HTTP_GET and SSL_GET. After every change
# of what the server does both kernels hold the same table, and for every way to write a check both sent the same request and the
# same server name.
source "$(dirname "$0")/../hosts.sh"; hosts 2
openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=web.example -keyout /tmp/web.key -out /tmp/web.crt 2> /dev/null
cat > /tmp/server.py <<'P'
# server.py RECORDS PORT...: answers on these ports as /tmp/mode says, behind TLS on those that end with 43 or begin with 9, and
# keeps the last request of each client on each port, with the server name in front, as RECORDS/PORT-CLIENT.
import os, socketserver, ssl, sys, threading, time
records = sys.argv[1]
class Session(socketserver.BaseRequestHandler):
    def handle(self):
        client, port, sock, name = self.client_address[0], self.server.server_address[1], self.request, []
        if str(port).endswith('43') or str(port).startswith('9'):
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain('/tmp/web.crt', '/tmp/web.key')
            context.sni_callback = lambda socket, asked, _: name.append(asked)
            context.options |= ssl.OP_IGNORE_UNEXPECTED_EOF
            sock = context.wrap_socket(sock, server_side=True)
        heard = b''
        while not heard.endswith(b'\r\n\r\n'):
            piece = sock.recv(4096)
            if not piece: break
            heard += piece
        partial = f'{records}/.{port}-{client}-{threading.get_ident()}'
        with open(partial, 'wb') as f: f.write(f'sni {name}\n'.encode() + heard)
        os.rename(partial, f'{records}/{port}-{client}')
        mode = open('/tmp/mode').read().strip()
        status, body = b'200 OK', b'hello'
        if mode == 'silent': sock.recv(1); return
        if mode == 'slow': time.sleep(8)
        if mode == 'unavailable': status = b'503 Service Unavailable'
        if mode == 'redirect': status = b'302 Found'
        if mode == 'changed': body = b'HELLO'
        if mode == 'second' and heard.startswith(b'GET /two'): status = b'404 Not Found'
        if mode == 'speechless': status = b'200'
        answer = b'HTTP/1.1 ' + status + b'\r\nServer: lab\r\nContent-Length: 5\r\n\r\n' + body
        if mode == 'header': answer = answer[:30]
        if mode == 'body': answer = answer[:-2]
        if mode == 'garbage': answer = os.urandom(600)
        if mode == 'icy': answer = answer.replace(b'HTTP/1.1', b'ICY')
        if mode == 'lengthless': answer = answer.replace(b'Content-Length: 5\r\n', b'')
        sock.sendall(answer)
        if sock is not self.request and mode != 'rude': sock.unwrap()
class Server(socketserver.ThreadingTCPServer):
    allow_reuse_address = True; daemon_threads = True; request_queue_size = 64
    def handle_error(self, *_): pass
def refused(): return open('/tmp/mode').read().strip() == 'refused'
def listen(port):
    while True:
        with Server(('0.0.0.0', port), Session) as server:
            threading.Thread(target=server.serve_forever, args=(0.1,)).start()
            while not refused(): time.sleep(0.1)
            server.shutdown()
        while refused(): time.sleep(0.1)
for port in sys.argv[2:]: threading.Thread(target=listen, args=(int(port),)).start()
P
patience=3
common='retry 1
      delay_before_retry 1
      warmup 0'
digest='digest 5d41402abc4b2a76b9719d911017c592'
service() { echo "virtual_server 10.7.0.20$1 80 {
  delay_loop $2
  lb_algo rr
  lb_kind NAT
  protocol TCP
  ${3:-}"; } # service NUMBER SECONDS MORE
server() { echo "  real_server $1 $2 {
    ${5:-}
    $3 {
      connect_timeout $patience
      $common
      ${4:-}
    }
  }"; } # server ADDRESS PORT TYPE CHECK MORE
{
  echo 'global_defs {
  router_id same
}'
  service 0 2
  server 10.7.0.11 81 TCP_CHECK
  server 10.7.0.11 80 HTTP_GET "url {
        path /
        $digest
        status_code 200
      }"
  server 10.7.0.11 82 HTTP_GET "url {
        path /one
      }
      url {
        path /two
      }"
  server 10.7.0.11 83 HTTP_GET "url {
        path /
        status_code 200-302 503
        regex \"h[aeiou]l+o\"
      }"
  server 10.7.0.11 443 SSL_GET "url {
        path /
        $digest
      }"
  echo '}'
  patience=25 # what is asked matters here, not when: a handshake of eighteen at a time takes its time
  service 1 60
  for port in 8000 9000; do
    type=HTTP_GET; [ $port = 9000 ] && type=SSL_GET
    server 10.7.0.12 $port $type 'url {
        path /plain?a=b&c=%20
      }'
    server 10.7.0.12 $((port + 1)) $type 'http_protocol 1.0C
      url {
        path /close
      }'
    server 10.7.0.12 $((port + 2)) $type 'http_protocol 1.1
      url {
        path /eleven
      }'
    server 10.7.0.12 $((port + 3)) $type 'virtualhost check.example
      enable_sni
      url {
        path /
      }'
    server 10.7.0.12 $((port + 4)) $type 'virtualhost check.example
      enable_sni
      url {
        path /
        virtualhost url.example
      }'
    server 10.7.0.12 $((port + 5)) $type 'http_protocol 1.1
      url {
        path /
      }' 'virtualhost server.example'
    server 10.7.0.12 $((port + 6)) $type 'virtualhost check.example:8443
      enable_sni
      url {
        path "/with space"
      }'
  done
  echo '}'
  service 2 60 'virtualhost service.example'
  for port in 8007 9007; do
    type=HTTP_GET; [ $port = 9007 ] && type=SSL_GET
    server 10.7.0.12 $port $type 'enable_sni
      url {
        path /
      }'
    server 10.7.0.12 $((port + 1)) $type 'enable_sni
      url {
        path /
      }' 'virtualhost server.example'
  done
  echo '}'
} > /tmp/d1.conf; cp /tmp/d1.conf /tmp/d2.conf
echo up > /tmp/mode; mkdir /tmp/s1 /tmp/s2
pool() { table "$1" | grep '10.7.0.200:80 '; }
ports() { pool "$1" | sed -n 's/.*-t 10.7.0.200:80 -r 10.7.0.11:\([0-9]*\) .*/\1/p' | sort -n | paste -sd' '; }
both() { [ "$(ports d1)" = "$1" ] && [ "$(ports d2)" = "$1" ] && [ "$(pool d1)" = "$(pool d2)" ]; } # both PORTS
on s1 python3 /tmp/server.py /tmp/s1 80 81 82 83 443 &
on s2 python3 /tmp/server.py /tmp/s2 $(seq 8000 8008) $(seq 9000 9008) &
director d1; director d2 keepalived
asked() { [ "$(ls /tmp/s2 | grep -c -- -10.7.0.1$)" = 18 ] && [ "$(ls /tmp/s2 | grep -c -- -10.7.0.2$)" = 18 ]; }
within 60 "both ask in every way that the file says" asked
within 60 "every server is in both tables" both '80 81 82 83 443'
heard() { tr -d '\r' < "/tmp/s2/$1-$2"; } # heard PORT CLIENT
told() { [ "$(heard "$1" 10.7.0.1 | head -1)" = "sni ['$2']" ] && [ "$(heard "$1" 10.7.0.2 | head -1)" = "sni ['$3']" ] \
  && [ "$(heard "$1" 10.7.0.1 | tail -n +2)" = "$(heard "$1" 10.7.0.2 | tail -n +2)" ]; } # told PORT NAME NAME
for port in $(seq 8000 8008) $(seq 9000 9005) 9007; do
  now "both ask: $(heard "$port" 10.7.0.2 | paste -sd'|')" cmp "/tmp/s2/$port-10.7.0.1" "/tmp/s2/$port-10.7.0.2"
done
now "a port is no part of a server name, which keepalived overlooks; else they ask the same" told 9006 check.example check.example:8443
now "a real server's virtualhost is its name in TLS too, not only in the Host header" told 9008 server.example service.example
up='80 81 82 83 443'
step() { echo "$1" > /tmp/mode.new; mv /tmp/mode.new /tmp/mode; within 40 "the server is $1: ${2:-none} in both" both "$2"; }
step changed '81 82'; step redirect '81 83'; step second '80 81 83 443'; step unavailable '81 83'; step body '81 82'
step icy "$up"; step speechless '81'; step up "$up"; step silent '81'; step up "$up"; step header '81'
step up "$up"; step slow '81'
step refused ''; step up "$up"
finish
