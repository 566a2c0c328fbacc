package io.vigil.checker.http.conversation;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.OptionalInt;

/** The answer to one request as it comes in, in one version of HTTP; called on the check's event loop only. */
interface HttpAnswer {
    /** Takes what came, and returns what the protocol must say to it at once, most often nothing. */
    ByteBuffer take(ByteBuffer piece);

    /** The server closed: nothing more will come. */
    void end();

    /** Whether nothing more needs to be waited for. */
    boolean isComplete();

    /** Whether the status is known and what follows is body. */
    boolean headerComplete();

    /** The status code; empty until the header is complete. */
    OptionalInt status();

    /** Why this is no answer at all; empty while it may still become one. */
    Optional<String> broken();

    /** How much of a header has come, in bytes. */
    int headerBytes();

    /** What has come of the body. */
    AnswerBody body();

    /** What an operator may want to look into although the answer is good. */
    Optional<String> warning();

    /** Whether the connection can carry another request after this answer. */
    boolean leavesConnectionUsable();
}
