/**
 * What happened, numbered and kept, and who is told: the event log, the notices that the configuration asks for, and one worker
 * thread for each notifier.
 *
 * <p>The log is written by the {@code director} thread and read from any. Wording and order follow N1 to N11, LN1 to LN5 and E4 to
 * E6 of the reference's behaviour, because people's scripts and mail filters know them.
 */
@NullMarked
package io.vigil.core.event;

import org.jspecify.annotations.NullMarked;
