package io.vigil.checker.http.conversation;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.DefaultChannelId;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http2.DefaultHttp2DataFrame;
import io.netty.handler.codec.http2.DefaultHttp2HeadersFrame;
import io.netty.handler.codec.http2.DefaultHttp2WindowUpdateFrame;
import io.netty.handler.codec.http2.Http2ChannelDuplexHandler;
import io.netty.handler.codec.http2.Http2DataFrame;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2FrameCodec;
import io.netty.handler.codec.http2.Http2FrameCodecBuilder;
import io.netty.handler.codec.http2.Http2FrameStream;
import io.netty.handler.codec.http2.Http2GoAwayFrame;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2HeadersFrame;
import io.netty.handler.codec.http2.Http2ResetFrame;
import io.netty.handler.codec.http2.Http2Settings;
import io.netty.util.ReferenceCountUtil;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * One request and its answer in HTTP/2 (RFC 9113), on a connection of its own that begins with the client's preface.
 *
 * <p>Netty's codec does frames, header compression and flow control in a channel that is embedded: bytes in, bytes out, no thread.
 */
final class Http2Answer implements HttpAnswer {
    private static final int LONGEST_FAULT = 120;

    private final EmbeddedChannel channel;
    private final Http2FrameStream stream;
    private final AnswerBody body;
    private int received;
    private boolean complete;
    private OptionalInt status = OptionalInt.empty();
    private Optional<String> broken = Optional.empty();

    Http2Answer(boolean holdBody) {
        this.body = new AnswerBody(holdBody);
        Http2FrameCodec codec = Http2FrameCodecBuilder.forClient()
                .initialSettings(Http2Settings.defaultSettings()
                        .pushEnabled(false)
                        .maxHeaderListSize(Http1Answer.LONGEST_HEADER))
                .gracefulShutdownTimeoutMillis(0)
                .build();
        Frames frames = new Frames();
        // Not registered before it has the allocator: the preface is written at once
        this.channel = new EmbeddedChannel(DefaultChannelId.newInstance(), false, false, codec, frames);
        channel.config().setAllocator(new UnpooledByteBufAllocator(false));
        try {
            channel.register();
        } catch (Exception e) {
            throw new IllegalStateException("an embedded channel registers with itself", e);
        }
        this.stream = frames.newStream();
    }

    /** The preface and the request. */
    ByteBuffer request(Http2Headers headers, Optional<String> content) {
        channel.writeOutbound(new DefaultHttp2HeadersFrame(headers, content.isEmpty()).stream(stream));
        content.ifPresent(text -> channel.writeOutbound(
                new DefaultHttp2DataFrame(Unpooled.wrappedBuffer(text.getBytes(StandardCharsets.UTF_8)), true)
                        .stream(stream)));
        return outbound();
    }

    @Override
    public ByteBuffer take(ByteBuffer piece) {
        received += piece.remaining();
        if (!isComplete() && channel.isOpen()) {
            channel.writeInbound(Unpooled.copiedBuffer(piece));
        }
        ByteBuffer out = outbound();
        if (isComplete()) {
            channel.finishAndReleaseAll();
        }
        return out;
    }

    private ByteBuffer outbound() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (ByteBuf next = channel.readOutbound(); next != null; next = channel.readOutbound()) {
            byte[] copy = new byte[next.readableBytes()];
            next.readBytes(copy);
            bytes.writeBytes(copy);
            next.release();
        }
        return ByteBuffer.wrap(bytes.toByteArray());
    }

    @Override
    public void end() {
        if (!isComplete()) {
            broken = Optional.of(
                    status.isPresent()
                            ? "closed in the middle of the body, after " + body.bytes() + " bytes"
                            : received == 0
                                    ? "closed without an answer"
                                    : "closed before the answer, after " + received + " bytes");
        }
        channel.finishAndReleaseAll();
    }

    /** What the codec understood. */
    private final class Frames extends Http2ChannelDuplexHandler {
        @Override
        public void channelRead(ChannelHandlerContext context, Object frame) {
            try {
                if (frame instanceof Http2HeadersFrame headers) {
                    takeHeaders(headers);
                } else if (frame instanceof Http2DataFrame data) {
                    body.take(data.content().nioBuffer());
                    complete |= data.isEndStream();
                    context.writeAndFlush(
                                    new DefaultHttp2WindowUpdateFrame(data.initialFlowControlledBytes()).stream(stream))
                            .addListener(ChannelFutureListener.FIRE_EXCEPTION_ON_FAILURE);
                } else if (frame instanceof Http2ResetFrame reset) {
                    breakOff("the server reset the stream, " + Http2Error.valueOf(reset.errorCode()));
                } else if (frame instanceof Http2GoAwayFrame away && away.lastStreamId() < stream.id()) {
                    breakOff("the server goes away, " + Http2Error.valueOf(away.errorCode()));
                }
            } finally {
                ReferenceCountUtil.release(frame);
            }
        }

        /** Interim answers are passed over (RFC 9113 section 8.1), a second block of headers is trailers. */
        private void takeHeaders(Http2HeadersFrame frame) {
            CharSequence code = frame.headers().status();
            if (status.isEmpty() && code != null && code.toString().matches("[2-9]\\d\\d")) {
                status = OptionalInt.of(Integer.parseInt(code.toString()));
            }
            complete |= frame.isEndStream();
            if (complete && status.isEmpty()) {
                breakOff("the answer has no status");
            }
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            String text = String.valueOf(cause.getMessage()).replaceAll("[^ -~]", ".");
            breakOff("not an HTTP/2 answer: " + text.substring(0, Math.min(LONGEST_FAULT, text.length())));
        }

        private void breakOff(String why) {
            if (!complete || status.isEmpty()) {
                broken = broken.or(() -> Optional.of(why));
            }
        }
    }

    @Override
    public boolean isComplete() {
        return complete || broken.isPresent();
    }

    @Override
    public boolean headerComplete() {
        return status.isPresent();
    }

    @Override
    public OptionalInt status() {
        return status;
    }

    @Override
    public Optional<String> broken() {
        return broken;
    }

    @Override
    public int headerBytes() {
        return received;
    }

    @Override
    public AnswerBody body() {
        return body;
    }

    @Override
    public Optional<String> warning() {
        return Optional.empty();
    }

    /** The state of a connection would have to be remembered from one run to the next. */
    @Override
    public boolean leavesConnectionUsable() {
        return false;
    }
}
