/**
 * {@code MQTT_CHECK}: a broker is up when it accepts a session and, where asked to, answers a ping (MQTT 3.1.1 and 5). Netty's codec
 * turns packets into bytes, driven by the engine's connection, so no thread is needed. The bundle carries the codec inside, all else
 * of Netty the distribution has, so that it also works when it is dropped into {@code deploy/}.
 */
@NullMarked
package io.vigil.contrib.mqtt;

import org.jspecify.annotations.NullMarked;
