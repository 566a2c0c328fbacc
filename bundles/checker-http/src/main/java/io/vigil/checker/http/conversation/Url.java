package io.vigil.checker.http.conversation;

import java.util.Optional;

/**
 * One URL and what its answer must be like.
 *
 * @param path the request target
 * @param host the Host header; empty for the block's
 * @param codes the status codes that count as up
 * @param digest the MD5 digest of the body, in lower-case hex
 * @param pattern what must, or must not, be found in the body
 * @param closeNotify whether TLS ends with a close_notify
 */
record Url(
        String path,
        Optional<String> host,
        StatusCodes codes,
        Optional<String> digest,
        Optional<BodyPattern> pattern,
        boolean closeNotify) {}
