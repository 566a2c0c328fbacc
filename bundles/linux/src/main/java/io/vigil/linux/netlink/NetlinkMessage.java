package io.vigil.linux.netlink;

import java.nio.ByteBuffer;

/**
 * One message from the kernel.
 *
 * @param type the message type
 * @param flags its flags
 * @param sequence the sequence number of the request it answers; 0 for a notification
 * @param payload what follows the header, read-only, in native order, not shared with later messages
 */
public record NetlinkMessage(int type, int flags, int sequence, ByteBuffer payload) {}
