package io.vigil.checker.http.conversation;

import java.util.List;
import java.util.Optional;

/**
 * One URL: what is asked and what its answer must be like.
 *
 * @param request what is asked
 * @param answer what the answer must be like
 * @param closeNotify whether TLS ends with a close_notify
 */
record Url(Request request, Wanted answer, boolean closeNotify) {
    /**
     * What is asked, whatever the version of HTTP.
     *
     * @param method such as GET
     * @param path the request target, as it is sent
     * @param host the Host header; empty for the block's
     * @param fields further header fields, in order
     * @param body what is sent behind the header
     */
    record Request(String method, String path, Optional<String> host, List<Field> fields, Optional<String> body) {
        Request {
            fields = List.copyOf(fields);
        }
    }

    /**
     * One header field.
     *
     * @param name a token
     * @param value without line ends
     */
    record Field(String name, String value) {}

    /**
     * What the answer must be like, judged in this order (H8).
     *
     * @param codes the status codes that count as up
     * @param digest the MD5 digest of the body, in lower-case hex
     * @param pattern what must, or must not, be found in the body
     */
    record Wanted(StatusCodes codes, Optional<String> digest, Optional<BodyPattern> pattern) {}
}
