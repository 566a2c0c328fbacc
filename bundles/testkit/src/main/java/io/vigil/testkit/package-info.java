/**
 * What tests share, in no feature; add-ons use it as a test dependency: a manual clock, a data plane, a failover and notifiers that
 * record what is asked of them, scripted servers, a real but small {@code CheckContext}, and the contract that every checker keeps.
 *
 * <p>Threads: {@code testkit-*}, all daemons, all gone when what started them is closed.
 */
@NullMarked
package io.vigil.testkit;

import org.jspecify.annotations.NullMarked;
