/**
 * The console: Karaf commands of the scope {@code vigil} over the two faces of the director.
 *
 * <p>Commands read snapshots and give commands, hold no state, and run on the thread of their console session. Each has a text
 * form for people and, with {@code --json}, the snapshot itself for programs. A command that fails throws
 * {@link io.vigil.shell.FailedCommand}, whose status {@code bin/vigil exec} passes on. What is not running is shown as unknown.
 */
@Header(name = "Karaf-Commands", value = "io.vigil.shell")
@NullMarked
package io.vigil.shell;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Header;
