/**
 * Telling people: what a notifier is handed when something happened.
 *
 * <p>Each notifier has one worker thread of the director's, receives notices in the order of their sequence numbers, and never
 * holds up another notifier or the director.
 */
@Export
@Version("1.0.0")
@NullMarked
package io.vigil.api.notify;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
