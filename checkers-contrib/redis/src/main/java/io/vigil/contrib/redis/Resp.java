package io.vigil.contrib.redis;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.redis.ArrayRedisMessage;
import io.netty.handler.codec.redis.FullBulkStringRedisMessage;
import io.netty.handler.codec.redis.RedisArrayAggregator;
import io.netty.handler.codec.redis.RedisBulkStringAggregator;
import io.netty.handler.codec.redis.RedisDecoder;
import io.netty.handler.codec.redis.RedisEncoder;
import io.netty.handler.codec.redis.RedisMessage;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Netty's RESP codec between bytes and messages, without a channel of its own to the network. */
final class Resp implements AutoCloseable {
    /** Far more than PONG or a role with its replicas needs. */
    private static final int LONGEST_ANSWER = 64 * 1024;

    private static final int MOST_ELEMENTS = 4096;
    private static final int DEEPEST_NESTING = 4;

    private final EmbeddedChannel codec = new EmbeddedChannel(
            new RedisDecoder(),
            new RedisBulkStringAggregator(),
            new RedisArrayAggregator(MOST_ELEMENTS, DEEPEST_NESTING),
            new RedisEncoder());
    private final List<RedisMessage> handedOut = new ArrayList<>();
    private long fed;

    ByteBuffer encode(Command command) {
        List<RedisMessage> words = new ArrayList<>();
        Stream.concat(Stream.of(command.name()), command.arguments().stream())
                .forEach(word ->
                        words.add(new FullBulkStringRedisMessage(Unpooled.copiedBuffer(word, StandardCharsets.UTF_8))));
        codec.writeOutbound(new ArrayRedisMessage(words));
        ByteBuf all = Unpooled.buffer();
        for (ByteBuf part = codec.readOutbound(); part != null; part = codec.readOutbound()) {
            all.writeBytes(part);
            part.release();
        }
        return all.nioBuffer();
    }

    /**
     * Takes bytes of the server's.
     *
     * @throws IOException when they are not RESP, or too many
     */
    void feed(ByteBuffer bytes) throws IOException {
        fed += bytes.remaining();
        if (fed > LONGEST_ANSWER) {
            throw new IOException("no end after " + LONGEST_ANSWER + " bytes");
        }
        try {
            codec.writeInbound(Unpooled.copiedBuffer(bytes));
        } catch (DecoderException e) {
            throw new IOException("not the Redis protocol", e);
        }
    }

    /** The next whole answer; valid until {@link #close}. */
    @Nullable
    RedisMessage next() {
        RedisMessage message = codec.readInbound();
        if (message != null) {
            handedOut.add(message);
        }
        return message;
    }

    @Override
    public void close() {
        handedOut.forEach(ReferenceCountUtil::release);
        handedOut.clear();
        codec.finishAndReleaseAll();
    }
}
