/** Tests of the IPVS data plane: golden bytes, round trips, a scripted peer and, in a guest with IPVS, the kernel itself. */
@NullMarked
package io.vigil.ipvs;

import org.jspecify.annotations.NullMarked;
