package io.vigil.contrib.grpc;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http2.DefaultHttp2DataFrame;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.DefaultHttp2HeadersFrame;
import io.netty.handler.codec.http2.Http2ChannelDuplexHandler;
import io.netty.handler.codec.http2.Http2DataFrame;
import io.netty.handler.codec.http2.Http2FrameCodecBuilder;
import io.netty.handler.codec.http2.Http2FrameStream;
import io.netty.handler.codec.http2.Http2GoAwayFrame;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2HeadersFrame;
import io.netty.handler.codec.http2.Http2ResetFrame;
import io.netty.util.ReferenceCountUtil;
import io.vigil.api.Endpoint;
import io.vigil.api.checker.CheckContext;
import io.vigil.api.checker.Connection;
import io.vigil.api.checker.ConnectionHandler;
import io.vigil.api.checker.TlsSettings;
import io.vigil.api.checker.Verdict;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** One call of the health service on one connection. Runs on the check's event loop; the channel is only a codec. */
final class HealthConversation implements ConnectionHandler {
    private static final String PATH = "/grpc.health.v1.Health/Check";
    private static final int LONGEST_ANSWER = 1024;

    private final CheckContext context;
    private final String service;
    private final Optional<TlsSettings> tls;
    private final Listener listener = new Listener();
    private final EmbeddedChannel codec = new EmbeddedChannel(
            Http2FrameCodecBuilder.forClient().gracefulShutdownTimeoutMillis(0).build(), listener);
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private final CompletableFuture<Verdict> verdict = new CompletableFuture<>();
    private long answerDue;

    HealthConversation(CheckContext context, String service, Optional<TlsSettings> tls) {
        this.context = context;
        this.service = service;
        this.tls = tls;
    }

    CompletableFuture<Verdict> verdict() {
        return verdict;
    }

    @Override
    public void connected(Connection connection) {
        if (tls.isPresent()) {
            connection.startTls(tls.get());
        } else {
            secured(connection);
        }
    }

    @Override
    public void secured(Connection connection) {
        Http2FrameStream stream = listener.newStream();
        Http2Headers headers = new DefaultHttp2Headers()
                .method("POST")
                .scheme(tls.isPresent() ? "https" : "http")
                .path(PATH)
                .authority(context.virtualHost().orElseGet(this::endpoint))
                .add("te", "trailers")
                .add("content-type", "application/grpc")
                .add("user-agent", "vigil");
        codec.writeOutbound(
                new DefaultHttp2HeadersFrame(headers).stream(stream),
                new DefaultHttp2DataFrame(Unpooled.wrappedBuffer(HealthMessage.request(service)), true).stream(stream));
        flush(connection);
        answerDue = System.nanoTime() + context.stepTimeout().toNanos();
        connection.expectWithin(context.stepTimeout());
    }

    private String endpoint() {
        return new Endpoint(context.target().getAddress(), context.target().getPort()).toString();
    }

    @Override
    public void received(Connection connection, ByteBuffer bytes) {
        codec.writeInbound(Unpooled.copiedBuffer(bytes));
        if (verdict.isDone()) {
            codec.finish();
            flush(connection); // GOAWAY
            connection.close();
            return;
        }
        flush(connection);
        Duration left = Duration.ofNanos(answerDue - System.nanoTime());
        connection.expectWithin(left.isNegative() ? Duration.ofMillis(1) : left);
    }

    private void flush(Connection connection) {
        for (ByteBuf bytes = codec.readOutbound(); bytes != null; bytes = codec.readOutbound()) {
            connection.send(bytes.nioBuffer());
            bytes.release();
        }
    }

    private void heard(Object frame) {
        if (frame instanceof Http2HeadersFrame headers) {
            headers(headers.headers(), headers.isEndStream());
        } else if (frame instanceof Http2DataFrame data) {
            data(data);
        } else if (frame instanceof Http2ResetFrame reset) {
            down(Verdict.Phase.RESPONSE, "the server reset the call: error " + reset.errorCode());
        } else if (frame instanceof Http2GoAwayFrame goAway) {
            down(Verdict.Phase.RESPONSE, "the server is going away: error " + goAway.errorCode());
        }
    }

    /** The first ones carry HTTP's status, the last ones gRPC's; a call that fails at once has both in one. */
    private void headers(Http2Headers headers, boolean last) {
        CharSequence status = headers.status();
        if (status != null && !"200".contentEquals(status)) {
            down(Verdict.Phase.RESPONSE, "HTTP status " + status + " instead of 200");
            return;
        }
        if (!last) {
            return;
        }
        CharSequence code = headers.get("grpc-status");
        if (code == null) {
            down(Verdict.Phase.RESPONSE, "no grpc-status in the answer");
        } else if (!"0".contentEquals(code)) {
            down(Verdict.Phase.RESPONSE, words(code.toString()));
        } else {
            answered();
        }
    }

    /** The codes that a health service is known to give, see grpc's doc/statuscodes.md. */
    private static String words(String code) {
        return switch (code) {
            case "5" -> "grpc-status 5: the health service does not know the service";
            case "12" -> "grpc-status 12: the server has no health service";
            case "14" -> "grpc-status 14: unavailable";
            case "16" -> "grpc-status 16: not authenticated";
            default -> "grpc-status " + code.replaceAll("[^0-9]", "?");
        };
    }

    private void data(Http2DataFrame data) {
        if (body.size() + data.content().readableBytes() > LONGEST_ANSWER) {
            down(Verdict.Phase.BODY, "an answer of more than " + LONGEST_ANSWER + " bytes");
            return;
        }
        byte[] piece = new byte[data.content().readableBytes()];
        data.content().readBytes(piece);
        body.writeBytes(piece);
    }

    private void answered() {
        try {
            HealthMessage.Status status = HealthMessage.status(body.toByteArray());
            if (status == HealthMessage.Status.SERVING) {
                verdict.complete(Verdict.up(Verdict.Phase.BODY, "SERVING"));
            } else {
                down(Verdict.Phase.BODY, status + " instead of SERVING");
            }
        } catch (IllegalArgumentException e) {
            down(Verdict.Phase.BODY, String.valueOf(e.getMessage()));
        }
    }

    private void down(Verdict.Phase phase, String reason) {
        verdict.complete(Verdict.down(phase, reason));
    }

    @Override
    public void closed(Connection connection) {
        down(Verdict.Phase.RESPONSE, "closed by peer before a whole answer");
        codec.finishAndReleaseAll();
    }

    @Override
    public void failed(Verdict.Phase phase, IOException cause) {
        down(phase, String.valueOf(cause.getMessage()));
        codec.finishAndReleaseAll();
    }

    /** Takes the frames; what the decoder throws is about the server's bytes. */
    private final class Listener extends Http2ChannelDuplexHandler {
        @Override
        public void channelRead(ChannelHandlerContext channel, Object frame) {
            try {
                heard(frame);
            } finally {
                ReferenceCountUtil.release(frame);
            }
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext channel, Throwable cause) {
            down(Verdict.Phase.RESPONSE, "the answer is not HTTP/2");
        }
    }
}
