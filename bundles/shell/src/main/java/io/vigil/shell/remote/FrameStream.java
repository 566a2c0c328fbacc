package io.vigil.shell.remote;

import io.vigil.shell.exec.Frame;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.WritableByteChannel;

/** What a command prints, as frames of one kind. Two of them share a channel: each frame is sent whole. */
final class FrameStream extends OutputStream {
    private final WritableByteChannel channel;
    private final Frame.Kind kind;
    private boolean used;

    FrameStream(WritableByteChannel channel, Frame.Kind kind) {
        this.channel = channel;
        this.kind = kind;
    }

    /** Whether anything was printed. */
    synchronized boolean used() {
        return used;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        synchronized (this) {
            used |= length > 0;
        }
        int from = offset;
        int left = length;
        while (left > 0) {
            int part = Math.min(left, Frame.LIMIT);
            synchronized (channel) {
                Frame.bytes(kind, bytes, from, part).writeTo(channel);
            }
            from += part;
            left -= part;
        }
    }
}
