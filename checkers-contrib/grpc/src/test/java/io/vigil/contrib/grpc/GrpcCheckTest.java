package io.vigil.contrib.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.api.checker.CheckerFactory;
import io.vigil.api.checker.Options;
import io.vigil.testkit.CheckerContract;
import io.vigil.testkit.Dialogue;
import io.vigil.testkit.OptionsBuilder;
import io.vigil.testkit.ScriptedServer;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The server's frames are written out as RFC 9113, section 4.1, and RFC 7541 have them. */
final class GrpcCheckTest extends CheckerContract {
    private static final int DATA = 0;
    private static final int HEADERS = 1;
    private static final int RST_STREAM = 3;
    private static final int SETTINGS = 4;
    private static final int GOAWAY = 7;
    private static final int END_STREAM = 1;
    private static final int END_HEADERS = 4;
    /** Netty's first stream; the first is left to an upgrade. */
    private static final int STREAM = 3;

    private static final String OK = "\u0088"; // :status 200 of the static table
    private static final String REQUEST_FOR_PAY = "\u0000\u0000\u0000\u0000\u0005\n\u0003pay";

    @Override
    protected CheckerFactory factory() {
        return new GrpcCheckFactory();
    }

    @Override
    protected Options options() {
        return OptionsBuilder.of(factory().description()).with("service", "pay").build();
    }

    @Override
    protected Dialogue healthy() {
        return answering(1);
    }

    @Override
    protected Optional<Dialogue> sick() {
        return Optional.of(answering(2));
    }

    private static Dialogue asked() {
        return Dialogue.start().hear(REQUEST_FOR_PAY).say(frame(SETTINGS, 0, 0, ""));
    }

    private static Dialogue answering(int status) {
        return asked().say(frame(HEADERS, END_HEADERS, STREAM, OK + literal("content-type", "application/grpc"))
                + frame(DATA, 0, STREAM, "\u0000\u0000\u0000\u0000\u0002\b" + (char) status)
                + frame(HEADERS, END_HEADERS | END_STREAM, STREAM, literal("grpc-status", "0")));
    }

    private static String frame(int type, int flags, int stream, String payload) {
        return "\u0000\u0000" + (char) payload.length() + (char) type + (char) flags + "\u0000\u0000\u0000"
                + (char) stream + payload;
    }

    private static String literal(String name, String value) {
        return "\u0000" + (char) name.length() + name + (char) value.length() + value;
    }

    @ParameterizedTest(name = "status {0}: {1}")
    @CsvSource({
        "0, body: UNKNOWN instead of SERVING",
        "2, body: NOT_SERVING instead of SERVING",
        "3, body: SERVICE_UNKNOWN instead of SERVING",
        "9, body: not a HealthCheckResponse",
    })
    void tellsTheStatusOfTheService(int status, String failure) throws Exception {
        assertThatTold(answering(status), failure);
    }

    @ParameterizedTest(name = "grpc-status {0}: {1}")
    @CsvSource({
        "5, response: grpc-status 5: the health service does not know the service",
        "12, response: grpc-status 12: the server has no health service",
        "13, response: grpc-status 13",
    })
    void tellsWhyTheCallFailed(String code, String failure) throws Exception {
        assertThatTold(
                asked().say(frame(HEADERS, END_HEADERS | END_STREAM, STREAM, OK + literal("grpc-status", code))),
                failure);
    }

    @Test
    void tellsThatTheCallWasReset() throws Exception {
        assertThatTold(
                asked().say(frame(RST_STREAM, 0, STREAM, "\u0000\u0000\u0000\u0007")),
                "response: the server reset the call: error 7");
    }

    @Test
    void tellsThatTheServerIsGoingAway() throws Exception {
        assertThatTold(
                asked().say(frame(GOAWAY, 0, 0, "\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0002")),
                "response: the server is going away: error 2");
    }

    @Test
    void tellsThatTheServerSpeaksAnEarlierHttp() throws Exception {
        assertThatTold(
                Dialogue.start().hear(REQUEST_FOR_PAY).say("HTTP/1.1 400 Bad Request\r\n\r\n"),
                "response: the answer is not HTTP/2");
    }

    private void assertThatTold(Dialogue dialogue, String failure) throws Exception {
        try (ScriptedServer server = serve(ScriptedServer.of(dialogue))) {
            assertThat(ask(server).failure()).contains(failure);
        }
    }
}
