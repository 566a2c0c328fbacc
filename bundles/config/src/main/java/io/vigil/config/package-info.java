/**
 * The typed configuration: what {@code keepalived.conf} asks for, as immutable records, with what there is to say about it, and
 * the difference between two configurations.
 *
 * <p>{@link io.vigil.config.ConfigLoader} is the entry. Loading is a function of files and settings, may run on any thread, and
 * never throws for what a file holds. The file language is specified in the keepalived.conf manual page and in the README.
 */
@Export
@Version("1.0.0")
@NullMarked
package io.vigil.config;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
