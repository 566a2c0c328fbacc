/** Checkers that misbehave, one way each; {@link io.vigil.itests.Samples} makes bundles of them. The way an outsider would write them. */
package io.vigil.itests.sample;
