package io.vigil.checker.http.conversation;

import io.vigil.api.Endpoint;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The request, byte for byte the reference's (H2, H3), but never cut. */
final class HttpRequest {
    private HttpRequest() {}

    static ByteBuffer bytes(HttpOptions.Protocol protocol, String path, String host) {
        String text = "GET " + path + " " + protocol.version() + "\r\n"
                + "User-Agent: KeepAliveClient\r\n"
                + (protocol.close() ? "Connection: close\r\n" : "")
                + "Host: " + host + "\r\n\r\n";
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    }

    /** The first name that is given, as it is written; else the address and port. */
    static String host(
            Optional<String> ofUrl, Optional<String> ofCheck, Optional<String> ofServer, InetSocketAddress target) {
        return ofUrl.or(() -> ofCheck)
                .or(() -> ofServer)
                .orElseGet(() -> new Endpoint(target.getAddress(), target.getPort()).toString());
    }
}
