/**
 * {@code GRPC_CHECK}: a server is up when its health service says SERVING (grpc.health.v1.Health/Check over HTTP/2). Netty's codec
 * speaks HTTP/2, driven by the engine's connection, so no thread is needed; the two messages have one field each and are written
 * here by hand. The bundle carries the codec inside, all else of Netty the distribution has, so that it also works when it is dropped
 * into {@code deploy/}; gRPC's own Java library would bring threads, name resolution and twenty jars.
 */
@NullMarked
package io.vigil.contrib.grpc;

import org.jspecify.annotations.NullMarked;
