package io.vigil.config;

import io.vigil.api.Diagnostic;
import io.vigil.api.checker.CheckerDescription;
import io.vigil.api.checker.Option;
import io.vigil.api.checker.OptionType;
import io.vigil.api.failover.VrrpInstance;
import io.vigil.api.pool.VirtualServer;
import io.vigil.config.checkers.CheckerCatalog;
import io.vigil.config.language.Host;
import io.vigil.config.syntax.ReadSettings;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Loads texts as if on a machine where everything that is asked for is there and safe, but for what a test takes away. */
final class Loading {
    /** Two checker types, one with options of every kind. */
    static final CheckerCatalog CHECKERS = CheckerCatalog.of(List.of(
            CheckerDescription.of("TCP_CHECK", "Connects.", List.of()),
            CheckerDescription.of(
                    "HTTP_GET",
                    "Asks for pages.",
                    List.of(
                            Option.of("virtualhost", OptionType.TEXT, "The name asked for."),
                            Option.choice("http_protocol", List.of("1.0", "1.1"), "The version.")
                                    .byDefault("1.0"),
                            Option.of("enable_sni", OptionType.BOOLEAN, "Whether the name is sent."),
                            Option.block(
                                    "url",
                                    "A request.",
                                    List.of(
                                            Option.of("path", OptionType.TEXT, "The path.")
                                                    .mandatory(),
                                            Option.of("status_code", OptionType.WORDS, "The codes."),
                                            Option.integer("regex_min_offset", 0, 1000, "The first byte."),
                                            Option.of("regex", OptionType.PATTERN, "The pattern.")))))));

    /** A machine with eth0, eth1, root and nobody; programs below /bad can be changed by others, those below /none are missing. */
    static final class Machine implements Host {
        @Override
        public boolean hasInterface(String name) {
            return name.startsWith("eth");
        }

        @Override
        public boolean hasDirectory(Path path) {
            return !path.startsWith("/none");
        }

        @Override
        public Optional<Integer> user(String name) {
            return switch (name) {
                case "root" -> Optional.of(0);
                case "nobody" -> Optional.of(65534);
                default -> Optional.empty();
            };
        }

        @Override
        public boolean hasGroup(String name) {
            return name.equals("root") || name.equals("nogroup");
        }

        @Override
        public Program program(Path path) {
            if (path.startsWith("/none")) {
                return Program.MISSING;
            }
            boolean bad = path.startsWith("/bad");
            return new Program(
                    true,
                    !path.startsWith("/plain"),
                    bad ? Optional.of("anybody may write to /bad") : Optional.empty());
        }

        @Override
        public Optional<Path> onPath(String name) {
            return name.equals("true") ? Optional.of(Path.of("/usr/bin/true")) : Optional.empty();
        }
    }

    private static final LoadSettings SETTINGS = new LoadSettings(ReadSettings.of("d1"), CHECKERS);

    private final LoadedConfig loaded;

    private Loading(LoadedConfig loaded) {
        this.loaded = loaded;
    }

    static Loading of(String... lines) {
        byte[] text = String.join("\n", lines).getBytes(StandardCharsets.UTF_8);
        return new Loading(ConfigLoader.loadText("t", text, SETTINGS, new Machine()));
    }

    /** The same where these checker types are installed. */
    static Loading with(CheckerCatalog types, String... lines) {
        byte[] text = String.join("\n", lines).getBytes(StandardCharsets.UTF_8);
        LoadSettings settings = new LoadSettings(ReadSettings.of("d1"), types);
        return new Loading(ConfigLoader.loadText("t", text, settings, new Machine()));
    }

    /** An instance that has all it needs, and the given lines. */
    static Loading inInstance(String... lines) {
        return of(
                "vrrp_instance VI {",
                "  interface eth0",
                "  virtual_router_id 51",
                "  virtual_ipaddress {",
                "    10.0.0.1/24",
                "  }",
                String.join("\n", lines),
                "}");
    }

    /** A virtual server that has all it needs, and the given lines at line 6 and following. */
    static Loading inServer(String... lines) {
        return of(
                "virtual_server 10.0.0.1 80 {",
                "  lvs_sched rr",
                "  lvs_method NAT",
                "  protocol TCP",
                "  real_server 10.0.0.11 80 { weight 3 }",
                String.join("\n", lines),
                "}");
    }

    LoadedConfig loaded() {
        return loaded;
    }

    Config config() {
        return loaded.config().orElseThrow(() -> new AssertionError("refused: " + loaded.diagnostics()));
    }

    VrrpInstance instance() {
        return config().failover().instances().get(0);
    }

    VirtualServer server() {
        return config().virtualServers().get(0);
    }

    /** Every diagnostic as it is printed. */
    List<String> said() {
        return loaded.diagnostics().stream().map(Diagnostic::toString).toList();
    }

    /** The same without the notes of what is accepted and not acted on yet. */
    List<String> complaints() {
        return said().stream()
                .filter(line -> !line.endsWith("nothing acts on it yet"))
                .toList();
    }

    boolean refused() {
        return loaded.config().isEmpty();
    }
}
