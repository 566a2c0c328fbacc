package io.vigil.notify;

import io.vigil.api.notify.Mail;
import java.io.IOException;

/** Hands a mail to its relay. */
@FunctionalInterface
interface MailCourier {
    /**
     * Delivers a text to the relay, for these recipients of the mail; blocks until the relay has answered or the time is over.
     *
     * @throws MailFailure when it was not taken for all of them
     */
    void deliver(Mail mail, String text) throws IOException;
}
