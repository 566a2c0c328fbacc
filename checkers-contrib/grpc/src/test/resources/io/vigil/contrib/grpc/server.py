"""A gRPC server whose health service knows the whole server, pay (serving) and mail (not serving). usage: server.py PORT [KEY CERTIFICATE]"""
import sys
from concurrent import futures

import grpc

STATUS = {b"": 1, b"\n\x03pay": 1, b"\n\x04mail": 2}


def check(request, context):
    if request not in STATUS:
        context.abort(grpc.StatusCode.NOT_FOUND, "unknown service")
    return bytes([8, STATUS[request]])


server = grpc.server(futures.ThreadPoolExecutor(max_workers=2))
server.add_generic_rpc_handlers((grpc.method_handlers_generic_handler(
    "grpc.health.v1.Health", {"Check": grpc.unary_unary_rpc_method_handler(check)}),))
address = "127.0.0.1:" + sys.argv[1]
if len(sys.argv) > 2:
    with open(sys.argv[2], "rb") as key, open(sys.argv[3], "rb") as certificate:
        server.add_secure_port(address, grpc.ssl_server_credentials([(key.read(), certificate.read())]))
else:
    server.add_insecure_port(address)
server.start()
server.wait_for_termination()
