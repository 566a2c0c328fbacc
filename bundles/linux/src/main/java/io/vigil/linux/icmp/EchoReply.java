package io.vigil.linux.icmp;

import java.net.InetAddress;
import java.nio.ByteBuffer;

/**
 * A reply to a request of a socket's.
 *
 * @param from who replied
 * @param sequence the request's
 * @param data what it repeats; a view of the socket's memory, which the next receive overwrites
 */
public record EchoReply(InetAddress from, int sequence, ByteBuffer data) {}
