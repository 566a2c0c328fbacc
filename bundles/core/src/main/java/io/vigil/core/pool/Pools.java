package io.vigil.core.pool;

import io.vigil.api.checker.Verdict;
import io.vigil.api.dataplane.ServiceEntry;
import io.vigil.api.dataplane.ServiceKey;
import io.vigil.api.pool.ServerKey;
import io.vigil.api.pool.VirtualServer;
import io.vigil.core.reconcile.DesiredService;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** All pools: who hears which check, and the table that they want together. */
public final class Pools {
    private final BiConsumer<VirtualServer, PoolEffect> effects;
    private Map<String, Pool> pools = new LinkedHashMap<>();
    private Map<Object, List<String>> askers = new HashMap<>();
    private final Map<ServiceKey, List<String>> users = new HashMap<>();
    private final Map<ServiceKey, DesiredService> desired = new LinkedHashMap<>();
    private final Set<ServiceKey> dirty = new LinkedHashSet<>();
    private final Set<String> changed = new LinkedHashSet<>();

    /**
     * None yet.
     *
     * @param effects told what happens to pools, except that tables change
     */
    public Pools(BiConsumer<VirtualServer, PoolEffect> effects) {
        this.effects = effects;
    }

    /** Takes a new configuration: pools are the same when their names are (B21). */
    public void configure(List<PoolPlan> plans, long now) {
        Map<String, Pool> before = pools;
        pools = new LinkedHashMap<>();
        for (PoolPlan plan : plans) {
            Pool kept = before.get(plan.virtualServer().name());
            pools.put(plan.virtualServer().name(), kept == null ? new Pool(plan) : kept);
        }
        before.forEach((name, pool) -> {
            if (!pools.containsKey(name)) {
                touch(pool.virtualServer());
                take(pool, new PoolEvent.Ended(PoolEvent.Reason.REMOVED), now);
            }
        });
        for (PoolPlan plan : plans) {
            String name = plan.virtualServer().name();
            Pool pool = pools.get(name);
            if (pool == null) {
                throw new IllegalStateException("no pool for " + name);
            }
            if (before.containsKey(name)) {
                touch(pool.virtualServer());
                take(pool, new PoolEvent.Reconfigured(plan), now);
            } else {
                take(pool, new PoolEvent.Started(), now);
            }
            touch(plan.virtualServer());
        }
        index();
    }

    /** Gives the checks of some pools other identities. */
    public void rebind(Collection<PoolPlan> plans, long now) {
        for (PoolPlan plan : plans) {
            Pool pool = pools.get(plan.virtualServer().name());
            if (pool != null) {
                take(pool, new PoolEvent.Rebound(plan), now);
            }
        }
        index();
    }

    /** Passes on what a check says; pools that are suspended do not hear it. */
    public void report(Object id, boolean up, Verdict verdict, Set<String> suspended, long now) {
        for (String name : askers.getOrDefault(id, List.of())) {
            Pool pool = pools.get(name);
            if (pool != null && !suspended.contains(name)) {
                take(pool, new PoolEvent.CheckReported(id, up, verdict), now);
            }
        }
    }

    /** Ends them all, for a stop. */
    public void end(long now) {
        pools.values().forEach(pool -> take(pool, new PoolEvent.Ended(PoolEvent.Reason.SHUTDOWN), now));
    }

    private void take(Pool pool, PoolEvent event, long now) {
        changed.add(pool.virtualServer().name());
        for (PoolEffect effect : pool.on(event, now)) {
            if (effect instanceof PoolEffect.TableChanged) {
                touch(pool.virtualServer());
            } else {
                effects.accept(pool.virtualServer(), effect);
            }
        }
    }

    private void touch(VirtualServer vs) {
        vs.services().forEach(service -> dirty.add(service.key()));
    }

    private void index() {
        askers = new HashMap<>();
        users.clear();
        pools.forEach((name, pool) -> {
            pool.checkIds()
                    .forEach(id ->
                            askers.computeIfAbsent(id, i -> new ArrayList<>(1)).add(name));
            pool.virtualServer()
                    .services()
                    .forEach(s -> users.computeIfAbsent(s.key(), k -> new ArrayList<>(1))
                            .add(name));
        });
    }

    /** The services whose wanted content may have changed since the last call. */
    public Set<ServiceKey> takeDirty() {
        Set<ServiceKey> taken = new LinkedHashSet<>(dirty);
        dirty.clear();
        for (ServiceKey key : taken) {
            DesiredService wanted = wanted(key);
            if (wanted == null) {
                desired.remove(key);
            } else {
                desired.put(key, wanted);
            }
        }
        return taken;
    }

    /** The table that is wanted, as of the last {@link #takeDirty}. */
    public Map<ServiceKey, DesiredService> desired() {
        return desired;
    }

    private @Nullable DesiredService wanted(ServiceKey key) {
        DesiredService wanted = null;
        for (String name : users.getOrDefault(key, List.of())) {
            Pool pool = pools.get(name);
            if (pool == null) {
                continue;
            }
            if (wanted == null) {
                wanted = DesiredService.of(entry(pool, key), pool.destinations());
            } else {
                wanted = wanted.and(pool.destinations());
            }
        }
        return wanted;
    }

    private static ServiceEntry entry(Pool pool, ServiceKey key) {
        return pool.virtualServer().services().stream()
                .filter(s -> s.key().equals(key))
                .findFirst()
                .orElseThrow();
    }

    /** Names of the pools that changed since the last call. */
    public Set<String> takeChanged() {
        Set<String> taken = new LinkedHashSet<>(changed);
        changed.clear();
        return taken;
    }

    /** All pools, in the order of the file. */
    public Collection<Pool> all() {
        return pools.values();
    }

    /** Names of the pools that ask a check. */
    public List<String> askers(Object id) {
        return askers.getOrDefault(id, List.of());
    }

    /** The real servers that share a check. */
    public List<ServerKey> serversOf(Object id) {
        List<ServerKey> servers = new ArrayList<>();
        for (String name : askers(id)) {
            Pool pool = pools.get(name);
            if (pool != null) {
                pool.serversOf(id).forEach(endpoint -> servers.add(new ServerKey(name, endpoint)));
            }
        }
        return servers;
    }
}
