package io.vigil.relay;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** The relay's settings as operators write them, in {@code etc/io.vigil.relay.cfg}. */
@ObjectClassDefinition(name = "Vigil relay", description = "The data plane in user space")
@interface RelayConfiguration {
    @AttributeDefinition(description = "Threads that carry traffic; a service stays on one of them")
    int eventLoops() default 2;

    @AttributeDefinition(description = "Open TCP connections, or UDP sessions, of one service")
    int mostConnections() default 16384;

    @AttributeDefinition(description = "Clients' networks that one service keeps with their servers")
    int mostPersistentNetworks() default 65536;

    @AttributeDefinition(description = "How long a server may take to accept a connection")
    int connectTimeoutMillis() default 3000;

    @AttributeDefinition(description = "How long connections of a server that was taken out may go on")
    int drainTimeoutSeconds() default 60;

    @AttributeDefinition(description = "What may be read and not yet written, over all services")
    int bufferMebibytes() default 64;
}
