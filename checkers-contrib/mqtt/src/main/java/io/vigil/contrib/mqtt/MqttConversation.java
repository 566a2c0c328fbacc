package io.vigil.contrib.mqtt;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.mqtt.MqttConnAckMessage;
import io.netty.handler.codec.mqtt.MqttConnectMessage;
import io.netty.handler.codec.mqtt.MqttConnectReturnCode;
import io.netty.handler.codec.mqtt.MqttDecoder;
import io.netty.handler.codec.mqtt.MqttEncoder;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttMessageType;
import io.netty.util.ReferenceCountUtil;
import io.vigil.api.checker.CheckContext;
import io.vigil.api.checker.Connection;
import io.vigil.api.checker.ConnectionHandler;
import io.vigil.api.checker.TlsSettings;
import io.vigil.api.checker.Verdict;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** One session: CONNECT, perhaps PINGREQ, DISCONNECT. Runs on the check's event loop; the channel is only a codec. */
final class MqttConversation implements ConnectionHandler {
    private static final int LONGEST_PACKET = 8192;

    private final CheckContext context;
    private final MqttConnectMessage connect;
    private final boolean ping;
    private final Optional<TlsSettings> tls;
    private final EmbeddedChannel codec =
            new EmbeddedChannel(MqttEncoder.INSTANCE, new MqttDecoder(LONGEST_PACKET), new Listener());
    private final CompletableFuture<Verdict> verdict = new CompletableFuture<>();
    private MqttMessageType awaited = MqttMessageType.CONNACK;
    private long answerDue;

    MqttConversation(CheckContext context, MqttConnectMessage connect, boolean ping, Optional<TlsSettings> tls) {
        this.context = context;
        this.connect = connect;
        this.ping = ping;
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
        send(connection, connect);
        await(connection, MqttMessageType.CONNACK);
    }

    @Override
    public void received(Connection connection, ByteBuffer bytes) {
        codec.writeInbound(Unpooled.copiedBuffer(bytes));
        for (MqttMessage heard = codec.readInbound(); heard != null && !verdict.isDone(); heard = codec.readInbound()) {
            heard(connection, heard);
            ReferenceCountUtil.release(heard);
        }
        if (verdict.isDone()) {
            codec.finishAndReleaseAll();
            connection.close();
        } else {
            Duration left = Duration.ofNanos(answerDue - System.nanoTime());
            connection.expectWithin(left.isNegative() ? Duration.ofMillis(1) : left);
        }
    }

    private void heard(Connection connection, MqttMessage message) {
        if (message.decoderResult().isFailure()) {
            down(Verdict.Phase.RESPONSE, awaited + ": the answer is not MQTT");
        } else if (message.fixedHeader().messageType() != awaited) {
            down(Verdict.Phase.RESPONSE, awaited + ": " + message.fixedHeader().messageType() + " instead");
        } else if (message instanceof MqttConnAckMessage answer
                && answer.variableHeader().connectReturnCode() != MqttConnectReturnCode.CONNECTION_ACCEPTED) {
            down(Verdict.Phase.RESPONSE, "CONNACK: " + answer.variableHeader().connectReturnCode());
        } else if (ping && awaited == MqttMessageType.CONNACK) {
            send(connection, MqttMessage.PINGREQ);
            await(connection, MqttMessageType.PINGRESP);
        } else {
            send(connection, MqttMessage.DISCONNECT);
            verdict.complete(Verdict.up(Verdict.Phase.RESPONSE, awaited + " received"));
        }
    }

    /** An answer must be whole within the time of a step, however it drips. */
    private void await(Connection connection, MqttMessageType answer) {
        awaited = answer;
        answerDue = System.nanoTime() + context.stepTimeout().toNanos();
        connection.expectWithin(context.stepTimeout());
    }

    private void send(Connection connection, MqttMessage message) {
        codec.writeOutbound(message);
        for (ByteBuf bytes = codec.readOutbound(); bytes != null; bytes = codec.readOutbound()) {
            connection.send(bytes.nioBuffer());
            bytes.release();
        }
    }

    private void down(Verdict.Phase phase, String reason) {
        verdict.complete(Verdict.down(phase, reason));
    }

    @Override
    public void closed(Connection connection) {
        down(Verdict.Phase.RESPONSE, awaited + ": closed by peer before a whole answer");
        codec.finishAndReleaseAll();
    }

    @Override
    public void failed(Verdict.Phase phase, IOException cause) {
        String reason = String.valueOf(cause.getMessage());
        down(phase, phase == Verdict.Phase.CONNECT ? reason : awaited + ": " + reason);
        codec.finishAndReleaseAll();
    }

    /** What the decoder throws is about the server's bytes. */
    private final class Listener extends ChannelInboundHandlerAdapter {
        @Override
        public void exceptionCaught(ChannelHandlerContext channel, Throwable cause) {
            down(Verdict.Phase.RESPONSE, awaited + ": the answer is not MQTT");
        }
    }
}
