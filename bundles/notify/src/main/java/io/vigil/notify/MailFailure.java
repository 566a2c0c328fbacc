package io.vigil.notify;

import java.io.IOException;
import java.util.List;

/** A relay did not take a mail: which relay, in which phase, what it said, and whether trying again makes sense. */
final class MailFailure extends IOException {
    private static final long serialVersionUID = 1L;

    private final transient List<String> again;

    /**
     * @param again recipients for whom it may be taken later; empty when the refusal is final for all
     */
    MailFailure(String relay, String phase, String reply, List<String> again) {
        super("mail relay " + relay + ", " + phase + ": " + reply);
        this.again = List.copyOf(again);
    }

    /** Recipients for whom trying again makes sense. */
    List<String> again() {
        return again;
    }
}
