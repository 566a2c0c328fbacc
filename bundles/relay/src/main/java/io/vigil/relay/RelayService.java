package io.vigil.relay;

import io.netty.channel.ChannelFuture;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import io.netty.util.concurrent.ScheduledFuture;
import io.vigil.api.Endpoint;
import io.vigil.api.Protocol;
import io.vigil.api.dataplane.DestinationEntry;
import io.vigil.api.dataplane.ForwardingMethod;
import io.vigil.api.dataplane.ServiceEntry;
import io.vigil.api.dataplane.ServiceKey;
import io.vigil.api.dataplane.Table;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One service with its loop, pool and sockets. Its methods may be called from any thread; the work is done on the loop. */
final class RelayService {
    private static final Logger LOG = LoggerFactory.getLogger(RelayService.class);

    private final ServiceKey.Address key;
    private final EventLoop loop;
    private final RelayContext context;
    private final Pool pool;
    private final Forwarder forwarder;
    private @Nullable ScheduledFuture<?> sweeping;
    private boolean retired;
    private boolean remarked;

    RelayService(ServiceKey.Address key, ServiceEntry entry, RelayContext context) {
        this.key = key;
        this.context = context;
        this.loop = context.transport().loops().next();
        this.pool = new Pool(entry, context.settings().mostBonds());
        this.forwarder = key.protocol() == Protocol.TCP
                ? new TcpForwarder(key, pool, loop, context)
                : new UdpForwarder(key, pool, loop, context);
    }

    /** Opens its address. */
    ChannelFuture open() {
        ChannelFuture listening = forwarder.listen();
        listening.addListener(opened -> {
            if (opened.isSuccess()) {
                long period = context.settings().sweepPeriod().toMillis();
                sweeping = loop.scheduleWithFixedDelay(this::sweep, period, period, TimeUnit.MILLISECONDS);
            }
        });
        return listening;
    }

    Future<?> edit(ServiceEntry entry) {
        return loop.submit(() -> pool.edit(entry));
    }

    Future<?> put(DestinationEntry entry) {
        return loop.submit(() -> {
            if (entry.method() != ForwardingMethod.NAT && !remarked) {
                remarked = true;
                LOG.info(
                        "{}: the relay cannot forward by {}, it connects to {} and the like itself, as for NAT: servers see"
                                + " this director's address instead of the client's",
                        key,
                        entry.method(),
                        entry.endpoint());
            }
            pool.put(entry);
        });
    }

    Future<?> remove(Endpoint endpoint) {
        return loop.submit(() -> pool.remove(endpoint, now()).ifPresent(forwarder::left));
    }

    Future<Table.Service> row() {
        return loop.submit(pool::row);
    }

    /**
     * Takes nobody new; what is open may end by itself as long as draining may take. Done when its address is free, which
     * java.nio makes it only when the selector runs again after the close: a timer can not fire before that.
     */
    Future<?> retire() {
        Promise<Boolean> done = loop.newPromise();
        loop.execute(() -> {
            retired = true;
            pool.removeAll(now());
            forwarder.stopListening().addListener(closed -> {
                ScheduledFuture<?> unused = loop.schedule(() -> done.trySuccess(true), 1, TimeUnit.MILLISECONDS);
            });
        });
        return done;
    }

    /** Does what time asks for; on the loop. */
    private void sweep() {
        long now = now();
        forwarder.sweep(now);
        pool.sweep(now);
        ScheduledFuture<?> task = sweeping;
        if (retired && forwarder.isIdle() && task != null) {
            task.cancel(false);
        }
    }

    private long now() {
        return context.clock().getAsLong();
    }
}
