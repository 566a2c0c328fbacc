/**
 * {@code FILE_CHECK}: the number in a tracked file, times a weight, is added to the weight of the server, or takes the server down.
 * Owns no thread: the engine runs the check when the file changes. Specification: rules X20 and W5 of the reference's behaviour.
 */
@NullMarked
package io.vigil.checker.file;

import org.jspecify.annotations.NullMarked;
