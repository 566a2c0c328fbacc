package io.vigil.config.bind;

import io.vigil.api.pool.VirtualServer;
import io.vigil.config.language.ServerKeywords;
import io.vigil.config.language.Values;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Builds the virtual servers in the order of the file. */
final class PoolBuilder {
    private final Context context;
    private final Values root;

    PoolBuilder(Context context, Values root) {
        this.context = context;
        this.root = root;
    }

    List<VirtualServer> build() {
        ServerGroups groups = new ServerGroups(root, context.findings());
        Map<String, Integer> groupUses = new HashMap<>();
        Set<String> names = new HashSet<>();
        List<VirtualServer> servers = new ArrayList<>();
        for (Values.Entry entry : root.entries()) {
            if (entry.keyword().meaning().equals("track_file")) {
                entry.at().arguments().stream()
                        .findFirst()
                        .ifPresent(name -> context.files().reached(name.text()));
            }
            if (!entry.keyword().meaning().equals("virtual_server")) {
                continue;
            }
            ServiceHeader header = ServiceHeader.parse(entry.at(), context.findings());
            if (header == null) {
                continue;
            }
            Values values = context.read(entry.at(), ServerKeywords.BLOCK);
            int use = header instanceof ServiceHeader.Group group
                    ? groupUses.merge(group.name(), 1, Integer::sum) - 1
                    : 0;
            new VirtualServerBuilder(context, groups, header, values)
                    .build(use)
                    .filter(server -> isNew(server, names))
                    .ifPresent(servers::add);
        }
        return servers;
    }

    private boolean isNew(VirtualServer server, Set<String> names) {
        if (names.add(server.name())) {
            return true;
        }
        context.findings()
                .error(
                        server.place(),
                        "there is another virtual_server " + server.name() + " above; this one is left out");
        return false;
    }
}
