package io.vigil.checker.http.conversation;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http2.Http2DataFrame;
import io.netty.handler.codec.http2.Http2Frame;
import io.netty.handler.codec.http2.Http2FrameCodecBuilder;
import io.netty.handler.codec.http2.Http2FrameStream;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2HeadersFrame;
import io.netty.handler.codec.http2.Http2StreamFrame;
import io.vigil.testkit.ScriptedServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** A server that answers every request in HTTP/2 with the same frames. */
final class Http2Script implements ScriptedServer.Script {
    private final Supplier<List<Http2Frame>> answer;
    /** Each request: its fields in order, then its body. */
    final BlockingQueue<String> asked = new LinkedBlockingQueue<>();

    Http2Script(Supplier<List<Http2Frame>> answer) {
        this.answer = answer;
    }

    @Override
    public void play(ScriptedServer.Client client) throws IOException {
        EmbeddedChannel channel =
                new EmbeddedChannel(Http2FrameCodecBuilder.forServer().build(), new Requests());
        for (byte[] next = client.hearAny(); next.length > 0; next = client.hearAny()) {
            channel.writeInbound(Unpooled.wrappedBuffer(next));
            for (ByteBuf out = channel.readOutbound(); out != null; out = channel.readOutbound()) {
                byte[] bytes = new byte[out.readableBytes()];
                out.readBytes(bytes);
                out.release();
                client.say(bytes);
            }
        }
    }

    private final class Requests extends ChannelInboundHandlerAdapter {
        private final StringBuilder request = new StringBuilder();

        @Override
        public void channelRead(ChannelHandlerContext context, Object frame) {
            if (frame instanceof Http2HeadersFrame headers) {
                request.append(text(headers.headers()));
                answerAtTheEnd(context, headers.isEndStream(), headers.stream());
            } else if (frame instanceof Http2DataFrame data) {
                request.append(' ').append(data.content().toString(StandardCharsets.UTF_8));
                data.release();
                answerAtTheEnd(context, data.isEndStream(), data.stream());
            }
        }

        private void answerAtTheEnd(ChannelHandlerContext context, boolean end, Http2FrameStream stream) {
            if (!end) {
                return;
            }
            asked.add(request.toString());
            for (Http2Frame frame : answer.get()) {
                context.write(frame instanceof Http2StreamFrame ofStream ? ofStream.stream(stream) : frame)
                        .addListener(sent -> {
                            if (!sent.isSuccess()) {
                                asked.add("could not answer: " + sent.cause());
                            }
                        });
            }
            context.flush();
        }

        private static String text(Http2Headers headers) {
            return StreamSupport.stream(headers.spliterator(), false)
                    .map(field -> field.getKey() + "=" + field.getValue())
                    .collect(Collectors.joining(" "));
        }
    }
}
