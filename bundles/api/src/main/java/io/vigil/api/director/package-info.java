/**
 * The two faces of the director for consoles: {@link io.vigil.api.director.Director} reads snapshots,
 * {@link io.vigil.api.director.DirectorAdmin} gives commands.
 *
 * <p>Snapshots carry a revision and the time at which they were true; what is not running is unknown, never its last value.
 */
@Export
@Version("1.0.0")
@NullMarked
package io.vigil.api.director;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
