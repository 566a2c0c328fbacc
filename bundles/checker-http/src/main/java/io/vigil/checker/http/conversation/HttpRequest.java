package io.vigil.checker.http.conversation;

import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.Http2Headers;
import io.vigil.api.Endpoint;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * A request to one host as bytes or as fields.
 *
 * @param asked what is asked
 * @param host the Host header
 */
record HttpRequest(Url.Request asked, String host) {
    private static final String USER_AGENT = "User-Agent";
    private static final String AGENT = "KeepAliveClient";

    /** HTTP/1, byte for byte the reference's (H2, H3), but never cut; what the reference has no keyword for stands behind Host. */
    ByteBuffer inHttp1(HttpProtocol protocol, boolean keepAlive) {
        StringBuilder text = new StringBuilder(asked.method())
                .append(' ')
                .append(asked.path())
                .append(' ')
                .append(protocol.version())
                .append("\r\n");
        if (!namesAgent()) {
            text.append(USER_AGENT + ": " + AGENT + "\r\n");
        }
        text.append(protocol.connection(keepAlive))
                .append("Host: ")
                .append(host)
                .append("\r\n");
        asked.fields()
                .forEach(field -> text.append(field.name())
                        .append(": ")
                        .append(field.value())
                        .append("\r\n"));
        asked.body()
                .ifPresent(body -> text.append("Content-Length: ")
                        .append(body.getBytes(StandardCharsets.UTF_8).length)
                        .append("\r\n"));
        text.append("\r\n").append(asked.body().orElse(""));
        return ByteBuffer.wrap(text.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** The fields of HTTP/2; names are in lower case there (RFC 9113 section 8.2). */
    Http2Headers inHttp2(String scheme) {
        Http2Headers headers = new DefaultHttp2Headers()
                .method(asked.method())
                .scheme(scheme)
                .authority(host)
                .path(asked.path());
        if (!namesAgent()) {
            headers.add(USER_AGENT.toLowerCase(Locale.ROOT), AGENT);
        }
        asked.fields().forEach(field -> headers.add(field.name().toLowerCase(Locale.ROOT), field.value()));
        asked.body().ifPresent(body -> headers.addInt("content-length", body.getBytes(StandardCharsets.UTF_8).length));
        return headers;
    }

    private boolean namesAgent() {
        return asked.fields().stream().anyMatch(field -> field.name().equalsIgnoreCase(USER_AGENT));
    }

    /** What stands for a name where none is given: address and port, IPv6 in brackets. */
    static String addressOf(InetSocketAddress target) {
        return new Endpoint(target.getAddress(), target.getPort()).toString();
    }
}
