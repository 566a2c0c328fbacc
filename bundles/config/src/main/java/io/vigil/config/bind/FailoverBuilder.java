package io.vigil.config.bind;

import io.vigil.api.Statement;
import io.vigil.api.Statement.Word;
import io.vigil.api.failover.FailoverSettings;
import io.vigil.api.failover.SyncGroup;
import io.vigil.api.failover.VirtualAddress;
import io.vigil.api.failover.VrrpInstance;
import io.vigil.config.language.Values;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Builds failover: walks the blocks in the order of the file, since what is tracked must be defined above what tracks it. */
final class FailoverBuilder {
    private final Context context;
    private final Values root;
    private final TrackedThings things;
    private final Map<String, VrrpInstance> instances = new LinkedHashMap<>();
    private final Map<String, GroupBuilder.Draft> groups = new LinkedHashMap<>();

    FailoverBuilder(Context context, Values root) {
        this.context = context;
        this.root = root;
        this.things = new TrackedThings(context);
    }

    TrackedThings trackers() {
        return things;
    }

    FailoverSettings build() {
        TrackerParser trackers = new TrackerParser(context, things);
        GarpGaps gaps = GarpGaps.of(root, context);
        GroupBuilder groupBuilder = new GroupBuilder(context, trackers);
        for (Values.Entry entry : root.entries()) {
            things.take(entry);
            switch (entry.keyword().meaning()) {
                case "vrrp_instance" ->
                    named(entry.at(), instances)
                            .flatMap(name -> new InstanceBuilder(context, trackers, gaps, name, entry.at()).build())
                            .ifPresent(instance -> instances.put(instance.name(), instance));
                case "vrrp_sync_group" ->
                    named(entry.at(), groups)
                            .ifPresent(name -> groups.put(name.text(), groupBuilder.draft(name, entry.at())));
                default -> {
                    // not failover's
                }
            }
        }
        List<VrrpInstance> all = DuplicateRouters.without(instances.values(), context.findings());
        instances.values().retainAll(all);
        List<SyncGroup> synced = groupBuilder.build(groups.values(), instances);
        return new FailoverSettings(
                all,
                synced,
                things.scripts(),
                things.files(),
                staticAddresses(),
                startupDelay(),
                context.globals().has("vrrp_rt_priority")
                        ? OptionalInt.of(context.globals().number("vrrp_rt_priority"))
                        : OptionalInt.empty(),
                context.dynamicInterfaces());
    }

    /** The name of a block; empty when there is none or the name is taken. */
    private Optional<Word> named(Statement line, Map<String, ?> taken) {
        if (line.arguments().isEmpty()) {
            context.findings()
                    .fatal(
                            line.place(),
                            "'" + line.keyword() + "' needs a name; the configuration cannot be run without it");
            return Optional.empty();
        }
        Word name = line.arguments().get(0);
        if (taken.containsKey(name.text())) {
            context.findings()
                    .error(
                            name.place(),
                            "there is another " + line.keyword() + " '" + name.text() + "' above; this one is skipped");
            return Optional.empty();
        }
        return Optional.of(name);
    }

    private List<VirtualAddress> staticAddresses() {
        Optional<String> device =
                Optional.of(context.globals().text("default_interface").orElse("eth0"));
        return new ArrayList<>(new VirtualAddressParser(context).parse(root.lines("static_ipaddress"), device));
    }

    private Duration startupDelay() {
        return context.globals().time("vrrp_startup_delay");
    }
}
