/**
 * What trackers mean: the result counter of scripts, numbers in files, weights, and which trackers an instance really has.
 *
 * <p>Pure; specification: the reference's behaviour W1 to W8, W15 and G8.
 */
@NullMarked
package io.vigil.vrrp.track;

import org.jspecify.annotations.NullMarked;
