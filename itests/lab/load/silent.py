"""Accepts every connection on a port and never answers. At SIGUSR1 it begins to count; at SIGTERM it prints, for the connections
that were accepted since, the most that were open at once and the longest that the other side kept one (milliseconds)."""
import select
import signal
import socket
import sys
import time

counting, ended = False, False


def begin(*_):
    global counting
    counting = True


def end(*_):
    global ended
    ended = True


signal.signal(signal.SIGUSR1, begin)
signal.signal(signal.SIGTERM, end)
listener = socket.create_server(("", int(sys.argv[1])), backlog=4096)
listener.setblocking(False)
poll = select.epoll()
poll.register(listener, select.EPOLLIN)
connections, most, longest = {}, 0, 0.0
while not ended:
    for number, _ in poll.poll(0.5, 1024):
        if number == listener.fileno():
            try:
                while True:
                    peer = listener.accept()[0]
                    poll.register(peer, select.EPOLLRDHUP | select.EPOLLHUP | select.EPOLLERR)
                    connections[peer.fileno()] = (peer, time.monotonic() if counting else None)
            except BlockingIOError:
                pass
        else:
            peer, since = connections.pop(number)
            if since is not None:
                longest = max(longest, time.monotonic() - since)
            poll.unregister(number)
            peer.close()
    if counting:
        most = max(most, len(connections))
print(most, round(longest * 1000))
