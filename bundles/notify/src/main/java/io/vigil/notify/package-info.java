/**
 * Notifiers: scripts, FIFOs, mail and syslog.
 *
 * <p>Each is a service that the director calls on a worker thread of its own. None blocks that thread for long: scripts run by
 * themselves, FIFOs and mail have a bounded queue and a thread each behind it. What could not be told is an exception with what
 * was tried on what and what came back, or, where it turns out later, one line in the log. Arguments, lines and mails are those
 * of the behaviour catalogue (N1 to N11, LN1, E1 to E4, Z1), RFC 5321 and RFC 5322.
 */
@NullMarked
package io.vigil.notify;

import org.jspecify.annotations.NullMarked;
