package io.vigil.relay;

import io.netty.channel.ChannelFuture;
import io.netty.util.concurrent.Future;
import io.vigil.api.dataplane.Change;
import io.vigil.api.dataplane.ChangeFailure;
import io.vigil.api.dataplane.DataPlane;
import io.vigil.api.dataplane.DataPlaneException;
import io.vigil.api.dataplane.DestinationEntry;
import io.vigil.api.dataplane.ServiceEntry;
import io.vigil.api.dataplane.ServiceKey;
import io.vigil.api.dataplane.Table;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.propertytypes.ServiceRanking;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The relay as a data plane.
 *
 * <p>A server at weight 0 keeps its connections and gets no new ones. One that is removed keeps its TCP connections for the
 * drain time, then they are reset; IPVS would drop their packets silently and leave the clients waiting. A service that is
 * removed frees its address at once and drains in the same way. Nothing outlives the process.
 */
@Component(immediate = true, service = DataPlane.class, configurationPid = "io.vigil.relay")
@Designate(ocd = RelayConfiguration.class)
@ServiceRanking(0)
public final class RelayDataPlane implements DataPlane, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RelayDataPlane.class);
    private static final long PATIENCE_SECONDS = 5;
    private static final long STOP_SECONDS = 2;

    private final RelayContext context;
    private final Map<ServiceKey, RelayService> services = new LinkedHashMap<>();
    private volatile Timeouts timeouts = Timeouts.of(Optional.empty(), Optional.empty(), Optional.empty());
    private boolean closed;

    /** For the component runtime. */
    @Activate
    public RelayDataPlane(RelayConfiguration configuration) {
        this(Settings.of(configuration), System::nanoTime);
    }

    RelayDataPlane(Settings settings, LongSupplier clock) {
        this.context = new RelayContext(
                Transport.start(settings.eventLoops()),
                settings,
                new Budget(settings.bufferBytes()),
                clock,
                () -> timeouts);
        LOG.debug(
                "the relay runs on {} loops of {}",
                settings.eventLoops(),
                context.transport().name());
    }

    @Override
    public String name() {
        return "relay";
    }

    @Override
    public Optional<String> unusable() {
        return Optional.empty();
    }

    @Override
    public synchronized Table read() throws DataPlaneException {
        List<Future<Table.Service>> rows = new ArrayList<>();
        services.values().forEach(service -> rows.add(service.row()));
        List<Table.Service> table = new ArrayList<>();
        for (Future<Table.Service> row : rows) {
            await(row, "read the relay's table");
            table.add(row.getNow());
        }
        return new Table(table);
    }

    @Override
    public synchronized List<ChangeFailure> apply(List<Change> batch) throws DataPlaneException {
        List<ChangeFailure> failures = new ArrayList<>();
        List<Future<?>> posted = new ArrayList<>(batch.size());
        for (Change change : batch) {
            Optional<String> refusal = make(change, posted);
            refusal.ifPresent(reason -> failures.add(new ChangeFailure(change, reason)));
        }
        for (Future<?> each : posted) {
            await(each, "change the relay's table");
        }
        return failures;
    }

    @Override
    public void timeouts(Optional<Duration> tcp, Optional<Duration> tcpFin, Optional<Duration> udp) {
        timeouts = Timeouts.of(tcp, tcpFin, udp);
    }

    @Override
    public boolean dieWithProcess() {
        return true;
    }

    /** Closes every connection and ends the threads. */
    @Override
    @Deactivate
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        services.clear();
        context.transport()
                .loops()
                .shutdownGracefully(0, STOP_SECONDS, TimeUnit.SECONDS)
                .awaitUninterruptibly(STOP_SECONDS + 1, TimeUnit.SECONDS);
    }

    /** Bytes that were read and not yet written. */
    long buffered() {
        return context.budget().used();
    }

    private Optional<String> make(Change change, List<Future<?>> posted) throws DataPlaneException {
        if (change instanceof Change.AddService add) {
            return service(add.entry(), posted);
        } else if (change instanceof Change.EditService edit) {
            return service(edit.entry(), posted);
        } else if (change instanceof Change.AddDestination add) {
            return destination(add.service(), add.entry(), posted);
        } else if (change instanceof Change.EditDestination edit) {
            return destination(edit.service(), edit.entry(), posted);
        } else if (change instanceof Change.RemoveDestination remove) {
            RelayService service = services.get(remove.service());
            if (service != null) {
                posted.add(service.remove(remove.endpoint()));
            }
            return Optional.empty();
        }
        @Nullable RelayService service = services.remove(change.service());
        if (service != null) {
            await(service.retire(), "close " + change.service());
        }
        return Optional.empty();
    }

    /** Adds or edits: either way it stands afterwards as the entry says, and its connections stay. */
    private Optional<String> service(ServiceEntry entry, List<Future<?>> posted) throws DataPlaneException {
        Optional<String> refusal = Refusals.of(entry);
        if (refusal.isPresent() || !(entry.key() instanceof ServiceKey.Address key)) {
            return refusal.map(reason -> entry.key() + ": " + reason);
        }
        RelayService standing = services.get(key);
        if (standing != null) {
            posted.add(standing.edit(entry));
            return Optional.empty();
        }
        RelayService service = new RelayService(key, entry, context);
        ChannelFuture listening = service.open();
        await(listening, "listen at " + key);
        if (!listening.isSuccess()) {
            return Optional.of(Refusals.bind(key, listening.cause()));
        }
        services.put(key, service);
        return Optional.empty();
    }

    private Optional<String> destination(ServiceKey key, DestinationEntry entry, List<Future<?>> posted) {
        Optional<String> refusal = Refusals.of(entry);
        RelayService service = services.get(key);
        if (refusal.isEmpty() && service == null) {
            refusal = Optional.of("the service does not stand there");
        }
        if (refusal.isEmpty() && service != null) {
            posted.add(service.put(entry));
        }
        return refusal.map(reason -> "add " + entry.endpoint() + " to " + key + ": " + reason);
    }

    private static void await(Future<?> future, String what) throws DataPlaneException {
        try {
            if (!future.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new DataPlaneException(what + ": no answer of its loop in " + PATIENCE_SECONDS + " seconds");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DataPlaneException(what + ": interrupted", e);
        }
    }
}
