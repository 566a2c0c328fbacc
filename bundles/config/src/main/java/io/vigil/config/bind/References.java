package io.vigil.config.bind;

import io.vigil.api.Addresses;
import io.vigil.api.Diagnostic;
import io.vigil.api.Severity;
import io.vigil.api.Statement;
import io.vigil.api.Statement.Word;
import io.vigil.api.failover.VirtualAddress;
import io.vigil.api.failover.VrrpInstance;
import io.vigil.api.pool.VirtualServer;
import io.vigil.config.Config;
import io.vigil.config.GlobalSettings;
import io.vigil.config.GlobalSettings.Fifo;
import io.vigil.config.language.BlockReader;
import io.vigil.config.language.Findings;
import io.vigil.config.language.Spelling;
import io.vigil.config.language.Values;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Looks, when everything is built, at what blocks say of one another: names that nobody defines, and things that two claim. */
final class References {
    private final Findings findings;
    private final Values root;
    private final Config config;

    References(Findings findings, Values root, Config config) {
        this.findings = findings;
        this.root = root;
        this.config = config;
    }

    /** Reports what does not fit; nothing is changed. */
    void check() {
        trackGroups();
        bfdChecks();
        syncDaemon();
        fifos();
        services();
        mails();
        sharedAddresses();
    }

    private static Set<String> names(Collection<Statement> lines) {
        return lines.stream()
                .filter(line -> !line.arguments().isEmpty())
                .map(line -> line.arguments().get(0).text())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private List<Statement> blocks(String keyword) {
        return root.all(keyword).stream().map(Values.Entry::at).toList();
    }

    private void expect(Word word, Set<String> known, String what, String result) {
        if (!known.contains(word.text())) {
            Diagnostic diagnostic = Diagnostic.of(
                    word.place(), Severity.ERROR, "there is no " + what + " '" + word.text() + "'; " + result);
            findings.add(Spelling.nearest(word.text(), known)
                    .map(near -> diagnostic.hint("did you mean " + near + "?"))
                    .orElse(diagnostic));
        }
    }

    private Set<String> instances() {
        return config.failover().instances().stream()
                .map(instance -> instance.name())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private void trackGroups() {
        List<Statement> groups = blocks("track_group");
        Set<String> known = names(groups);
        Set<String> instances = instances();
        for (Statement group : groups) {
            for (Statement list : group.children()) {
                list.arguments().forEach(member -> expectMember(member, instances));
                for (Statement line : list.children()) {
                    line.words().forEach(member -> expectMember(member, instances));
                }
            }
        }
        for (String keyword : List.of("static_ipaddress", "static_routes", "static_rules")) {
            for (Statement line : root.lines(keyword)) {
                List<Word> words = line.words();
                for (int i = 0; i + 1 < words.size(); i++) {
                    if (words.get(i).text().equals("track_group")) {
                        expect(words.get(i + 1), known, "track_group", "it is tracked by none");
                    }
                }
            }
        }
    }

    private void expectMember(Word member, Set<String> instances) {
        expect(member, instances, "vrrp_instance", "it is left out of the group");
    }

    private void bfdChecks() {
        Set<String> sessions = names(blocks("bfd_instance"));
        for (Statement service : blocks("virtual_server")) {
            for (Statement server : service.children()) {
                for (Statement check : server.children()) {
                    if (check.keyword().equals("BFD_CHECK")) {
                        check.children().stream()
                                .filter(line -> line.keyword().equals("name")
                                        && !line.arguments().isEmpty())
                                .forEach(line -> expect(
                                        line.arguments().get(0), sessions, "bfd_instance", "the check follows none"));
                    }
                }
            }
        }
    }

    private void syncDaemon() {
        Optional<String> follows = config.globals().ipvs().syncDaemon().flatMap(daemon -> daemon.instance());
        follows.ifPresent(name -> root.lines("global_defs").stream()
                .filter(line -> line.keyword().equals("lvs_sync_daemon"))
                .flatMap(line -> line.arguments().stream().skip(1))
                .filter(word -> word.text().equals(name))
                .findFirst()
                .ifPresent(word -> expect(word, instances(), "vrrp_instance", "the sync daemon follows none")));
    }

    /** A reader of one FIFO would get the lines of both, some of them twice. */
    private void fifos() {
        Map<Path, String> keywords = new HashMap<>();
        fifo("notify_fifo", config.globals().fifos().all(), keywords);
        fifo("vrrp_notify_fifo", config.globals().fifos().vrrp(), keywords);
        fifo("lvs_notify_fifo", config.globals().fifos().lvs(), keywords);
    }

    private void fifo(String keyword, Optional<Fifo> fifo, Map<Path, String> keywords) {
        fifo.ifPresent(f -> Optional.ofNullable(keywords.putIfAbsent(f.path(), keyword))
                .ifPresent(other -> root.lines("global_defs").stream()
                        .filter(line -> line.keyword().equals(keyword))
                        .findFirst()
                        .ifPresent(line -> findings.add(Diagnostic.of(
                                        line.place(),
                                        Severity.WARNING,
                                        keyword + " is the same file as " + other
                                                + ": its reader gets every line of both")
                                .hint("leave one of them out")))));
    }

    private void mails() {
        GlobalSettings.AlertMail mail = config.globals().mail();
        if (mail.relay().isPresent() && !mail.recipients().isEmpty()) {
            return;
        }
        String lacking = mail.relay().isEmpty() ? "smtp_server" : "notification_email";
        root.lines("global_defs").stream()
                .filter(line -> line.keyword().startsWith("smtp_alert")
                        && line.arguments().stream()
                                .allMatch(word ->
                                        BlockReader.switchWord(word.text()).orElse(false)))
                .findFirst()
                .ifPresent(line -> findings.add(Diagnostic.of(
                                line.place(),
                                Severity.NOTE,
                                "'" + line.keyword() + "' asks for mails, and none are sent without " + lacking)
                        .hint("write " + lacking + " in global_defs")));
    }

    /** Legal, and seldom meant: whoever gives way first leaves the address to the other. */
    private void sharedAddresses() {
        Map<String, VrrpInstance> owners = new HashMap<>();
        for (VrrpInstance instance : config.failover().instances()) {
            for (VirtualAddress address : instance.addresses()) {
                String where = Addresses.text(address.address()) + " on "
                        + address.device().or(instance::interfaceName).orElse("no interface");
                VrrpInstance other = owners.putIfAbsent(where, instance);
                if (other != null) {
                    findings.note(
                            instance.place(),
                            where + " is an address of vrrp_instance " + other.name()
                                    + " above as well; it goes with the last of the two");
                }
            }
        }
    }

    /** Addresses and marks that stand alone and in a group, or in two groups. */
    private void services() {
        Map<Object, VirtualServer> owners = new HashMap<>();
        for (VirtualServer server : config.virtualServers()) {
            server.services().stream()
                    .map(service -> Optional.ofNullable(owners.putIfAbsent(service.key(), server))
                            .map(other -> service.key() + " is a service of virtual_server " + other.name()
                                    + " above as well; only one of the two gets it"))
                    .flatMap(Optional::stream)
                    .findFirst()
                    .ifPresent(message -> findings.warning(server.place(), message));
        }
    }
}
