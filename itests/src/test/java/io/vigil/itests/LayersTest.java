package io.vigil.itests;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.Test;

/** Dependencies point one way: each bundle knows those named here and no others of ours. */
public class LayersTest {
    private static final JavaClasses VIGIL = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.vigil");

    private static final Map<String, List<String>> MAY_KNOW = Map.ofEntries(
            Map.entry("api", List.of()),
            Map.entry("config", List.of("api")),
            Map.entry("linux", List.of()),
            Map.entry("ipvs", List.of("api", "linux")),
            Map.entry("relay", List.of("api")),
            Map.entry("vrrp", List.of("api", "linux")),
            Map.entry("core", List.of("api", "config", "linux")),
            Map.entry("notify", List.of("api", "linux")),
            Map.entry("checker.tcp", List.of("api")),
            Map.entry("checker.smtp", List.of("api")),
            Map.entry("checker.misc", List.of("api")),
            Map.entry("checker.dns", List.of("api")),
            Map.entry("checker.udp", List.of("api")),
            Map.entry("checker.ping", List.of("api")),
            Map.entry("checker.file", List.of("api")),
            Map.entry("checker.http", List.of("api")),
            // what the bundle carries inside, not the other bundle
            Map.entry("checker.ssl", List.of("api", "checker.http.conversation")),
            // contributed: the way an outsider builds them
            Map.entry("contrib.ftp", List.of("api")),
            Map.entry("contrib.grpc", List.of("api")),
            Map.entry("contrib.imap", List.of("api")),
            Map.entry("contrib.ldap", List.of("api")),
            Map.entry("contrib.memcached", List.of("api")),
            Map.entry("contrib.mqtt", List.of("api")),
            Map.entry("contrib.nntp", List.of("api")),
            Map.entry("contrib.ntp", List.of("api")),
            Map.entry("contrib.pop3", List.of("api")),
            Map.entry("contrib.radius", List.of("api")),
            Map.entry("contrib.redis", List.of("api")),
            Map.entry("contrib.ssh", List.of("api")),
            // what both carry inside
            Map.entry("contrib.jdbc", List.of("api")),
            Map.entry("contrib.mysql", List.of("api", "contrib.jdbc")),
            Map.entry("contrib.postgresql", List.of("api", "contrib.jdbc")),
            Map.entry("shell", List.of("api")));

    private static final Map<String, List<String>> LIBRARIES = Map.ofEntries(
            Map.entry("linux", List.of("com.sun.jna..", "sun.misc..")),
            Map.entry("relay", List.of("io.netty..")),
            Map.entry("core", List.of("io.netty..", "org.apache.karaf.features..")),
            // HTTP/2, carried inside
            Map.entry("checker.http", List.of("io.netty..")),
            Map.entry("notify", List.of("org.apache.commons.net..")),
            Map.entry("contrib.ftp", List.of("org.apache.commons.net..")),
            Map.entry("contrib.grpc", List.of("io.netty..")),
            Map.entry("contrib.imap", List.of("org.apache.commons.net..")),
            Map.entry("contrib.ldap", List.of("com.unboundid..")),
            Map.entry("contrib.mqtt", List.of("io.netty..")),
            Map.entry("contrib.mysql", List.of("org.mariadb.jdbc..")),
            Map.entry("contrib.nntp", List.of("org.apache.commons.net..")),
            Map.entry("contrib.ntp", List.of("org.apache.commons.net..")),
            Map.entry("contrib.postgresql", List.of("org.postgresql..")),
            Map.entry("contrib.radius", List.of("org.aaa4j.radius..")),
            Map.entry("contrib.redis", List.of("io.netty..")),
            Map.entry(
                    "shell",
                    List.of(
                            "org.apache.karaf..",
                            "org.apache.felix.service.command..",
                            "org.jline..",
                            "com.grack.nanojson..")));

    private static final List<String> EVERYWHERE =
            List.of("java..", "javax..", "org.osgi..", "org.jspecify..", "org.slf4j..");

    private static final List<String> FOR_API = List.of("java..", "javax.net..", "org.osgi..", "org.jspecify..");

    @Test
    public void everyBundleKnowsOnlyWhatTheDesignAllows() {
        List<String> violations = MAY_KNOW.keySet().stream()
                .map(LayersTest::rule)
                .flatMap(rule -> rule.evaluate(VIGIL).getFailureReport().getDetails().stream())
                .toList();
        assertThat(violations).isEmpty();
    }

    @Test
    public void everyPackageBelongsToABundleOfTheDesign() {
        classes()
                .should()
                .resideInAnyPackage(
                        MAY_KNOW.keySet().stream().map(LayersTest::packages).toArray(String[]::new))
                .check(VIGIL);
    }

    private static ArchRule rule(String bundle) {
        Stream<String> own =
                Stream.concat(Stream.of(bundle), MAY_KNOW.get(bundle).stream()).map(LayersTest::packages);
        Stream<String> libraries = Stream.concat(
                LIBRARIES.getOrDefault(bundle, List.of()).stream(),
                (bundle.equals("api") ? FOR_API : EVERYWHERE).stream());
        return classes()
                .that()
                .resideInAPackage(packages(bundle))
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(Stream.concat(own, libraries).toArray(String[]::new));
    }

    private static String packages(String bundle) {
        return "io.vigil." + bundle + "..";
    }
}
