package io.vigil.checker.http.conversation;

/** What {@code http_protocol} says. */
enum HttpProtocol {
    /** HTTP/1.0. */
    HTTP_1_0("1.0"),
    /** HTTP/1.0 with {@code Connection: close}. */
    HTTP_1_0_CLOSE("1.0C"),
    /** HTTP/1.1, with {@code Connection: close} unless the connection is to be kept. */
    HTTP_1_1("1.1"),
    /** HTTP/2: chosen by ALPN behind TLS, by prior knowledge in the clear (RFC 9113 section 3). */
    HTTP_2("2");

    private final String number;

    HttpProtocol(String number) {
        this.number = number;
    }

    static HttpProtocol of(String written) {
        for (HttpProtocol protocol : values()) {
            if (protocol.number.equalsIgnoreCase(written)) {
                return protocol;
            }
        }
        throw new IllegalArgumentException("http_protocol " + written + " is not declared");
    }

    /** The Connection header, with its line end; empty when none is sent. */
    String connection(boolean keepAlive) {
        return switch (this) {
            case HTTP_1_0 -> keepAlive ? "Connection: keep-alive\r\n" : "";
            case HTTP_1_0_CLOSE -> "Connection: close\r\n";
            case HTTP_1_1 -> keepAlive ? "" : "Connection: close\r\n";
            case HTTP_2 -> "";
        };
    }

    /** The version in a request line of HTTP/1. */
    String version() {
        return this == HTTP_1_1 ? "HTTP/1.1" : "HTTP/1.0";
    }
}
