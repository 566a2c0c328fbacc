package io.vigil.contrib.ntp;

import io.vigil.api.checker.CheckContext;
import io.vigil.api.checker.Connection;
import io.vigil.api.checker.ConnectionHandler;
import io.vigil.api.checker.Verdict;
import java.io.IOException;
import java.net.DatagramPacket;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.util.concurrent.CompletableFuture;
import org.apache.commons.net.ntp.NtpV3Impl;
import org.apache.commons.net.ntp.NtpV3Packet;
import org.apache.commons.net.ntp.TimeStamp;

/** One request of a client and its answer. Runs on the check's event loop. */
final class TimeRequest implements ConnectionHandler {
    /** The header without extensions, RFC 5905, section 7.3. */
    private static final int LENGTH = 48;

    private final CheckContext context;
    private final Limits limits;
    private final Clock clock;
    private final NtpV3Packet request = new NtpV3Impl();
    private final CompletableFuture<Verdict> verdict = new CompletableFuture<>();

    TimeRequest(CheckContext context, Limits limits, Clock clock) {
        this.context = context;
        this.limits = limits;
        this.clock = clock;
    }

    CompletableFuture<Verdict> verdict() {
        return verdict;
    }

    @Override
    public void connected(Connection connection) {
        request.setMode(NtpV3Packet.MODE_CLIENT);
        request.setVersion(NtpV3Packet.VERSION_4);
        request.setTransmitTime(TimeStamp.getNtpTime(clock.millis()));
        connection.send(ByteBuffer.wrap(request.getDatagramPacket().getData(), 0, LENGTH));
        connection.expectWithin(context.stepTimeout());
    }

    @Override
    public void received(Connection connection, ByteBuffer bytes) {
        long now = clock.millis();
        verdict.complete(bytes.remaining() < LENGTH ? none("of " + bytes.remaining() + " bytes") : judge(bytes, now));
        connection.close();
    }

    private Verdict judge(ByteBuffer bytes, long now) {
        byte[] header = new byte[LENGTH];
        bytes.get(header);
        NtpV3Packet answer = new NtpV3Impl();
        answer.setDatagramPacket(new DatagramPacket(header, LENGTH));
        if (answer.getMode() != NtpV3Packet.MODE_SERVER) {
            return none("in mode " + answer.getMode());
        }
        if (!answer.getOriginateTimeStamp().equals(request.getTransmitTimeStamp())) {
            return none("to another request");
        }
        return limits.judge(answer, now);
    }

    private static Verdict none(String what) {
        return Verdict.down(Verdict.Phase.RESPONSE, "an answer " + what);
    }

    @Override
    public void failed(Verdict.Phase phase, IOException cause) {
        verdict.complete(Verdict.down(phase, String.valueOf(cause.getMessage())));
    }
}
