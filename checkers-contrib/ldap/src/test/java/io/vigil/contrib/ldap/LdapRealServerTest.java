package io.vigil.contrib.ldap;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.api.checker.Verdict;
import io.vigil.testkit.LoopbackProbe;
import io.vigil.testkit.OptionsBuilder;
import io.vigil.testkit.RealServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Debian's OpenLDAP with three entries, plain and with TLS. */
final class LdapRealServerTest {
    private static final String BASE = "dc=example,dc=org";
    private static final String ADMIN = "cn=admin," + BASE;
    private static final String CONFIGURATION = """
            include /etc/ldap/schema/core.schema
            modulepath /usr/lib/ldap
            moduleload back_mdb
            TLSCertificateFile cert.pem
            TLSCertificateKeyFile key.pem
            database mdb
            suffix "dc=example,dc=org"
            rootdn "cn=admin,dc=example,dc=org"
            rootpw sesame
            directory data
            """;
    private static final String ENTRIES = """
            dn: dc=example,dc=org
            objectClass: dcObject
            objectClass: organization
            dc: example
            o: example

            dn: ou=people,dc=example,dc=org
            objectClass: organizationalUnit
            ou: people

            dn: ou=machines,dc=example,dc=org
            objectClass: organizationalUnit
            ou: machines
            """;

    private static final InetSocketAddress PLAIN = RealServer.free();
    private static final InetSocketAddress SECURE = RealServer.free();
    private static Path directory = Path.of("");
    private static @Nullable RealServer server;

    @BeforeAll
    static void start() throws Exception {
        String slapd = RealServer.program("slapd", "slapd");
        directory = RealServer.directory("ldap");
        Files.createDirectory(directory.resolve("data"));
        Files.writeString(directory.resolve("slapd.conf"), CONFIGURATION);
        Files.writeString(directory.resolve("entries.ldif"), ENTRIES);
        writeCertificate();
        RealServer.run(
                directory, List.of(RealServer.program("slapadd", "slapd"), "-f", "slapd.conf", "-l", "entries.ldif"));
        String urls = "ldap://127.0.0.1:" + PLAIN.getPort() + " ldaps://127.0.0.1:" + SECURE.getPort();
        server = RealServer.start(directory, PLAIN, List.of(slapd, "-f", "slapd.conf", "-h", urls, "-d", "0"));
    }

    /** OpenLDAP of Debian reads an RSA key as Java writes it, but not one of an elliptic curve. */
    private static void writeCertificate() throws Exception {
        String keytool =
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        String password = "sesame";
        RealServer.run(
                directory,
                List.of(
                        keytool,
                        "-genkeypair",
                        "-alias",
                        "server",
                        "-keyalg",
                        "RSA",
                        "-dname",
                        "CN=server.example.org",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        "keys.p12",
                        "-storepass",
                        password));
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream file = Files.newInputStream(directory.resolve("keys.p12"))) {
            keys.load(file, password.toCharArray());
        }
        pem("cert.pem", "CERTIFICATE", keys.getCertificate("server").getEncoded());
        pem(
                "key.pem",
                "PRIVATE KEY",
                keys.getKey("server", password.toCharArray()).getEncoded());
    }

    private static void pem(String name, String kind, byte[] bytes) throws IOException {
        String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes);
        Files.writeString(
                directory.resolve(name), "-----BEGIN " + kind + "-----\n" + text + "\n-----END " + kind + "-----\n");
    }

    @AfterAll
    static void stop() throws IOException {
        if (server != null) {
            server.close();
            RealServer.remove(directory);
        }
    }

    @Test
    void bindsAnonymouslyAndAsSomebody() throws Exception {
        assertThat(ask(PLAIN, block()).reason()).isEqualTo("bound anonymously");
        assertThat(ask(PLAIN, admin()).reason()).isEqualTo("bound as " + ADMIN);
    }

    @Test
    void isDownWithAnotherPassword() throws Exception {
        OptionsBuilder guess = block().with("bind_dn", ADMIN).with("password", "guess");
        assertThat(ask(PLAIN, guess).failure()).contains("request: bind: invalid credentials");
    }

    @Test
    void countsEntriesUpToWhatIsEnough() throws Exception {
        assertThat(ask(PLAIN, admin().with("base", BASE).with("min_entries", 2L))
                        .reason())
                .isEqualTo("bound as " + ADMIN + ", found 2 entries");
        assertThat(ask(PLAIN, admin().with("base", BASE).with("min_entries", 4L))
                        .failure())
                .contains("body: search: 3 entries, at least 4 asked for");
        assertThat(ask(PLAIN, admin().with("base", BASE).with("filter", "(ou=people)"))
                        .reason())
                .isEqualTo("bound as " + ADMIN + ", found 1 entry");
        assertThat(ask(PLAIN, admin().with("base", BASE).with("scope", "one").with("min_entries", 3L))
                        .failure())
                .contains("body: search: 2 entries, at least 3 asked for");
        assertThat(ask(PLAIN, admin().with("base", "dc=nowhere")).failure()).contains("body: search: no such object");
    }

    @Test
    void speaksStartTlsAndLdaps() throws Exception {
        assertThat(ask(PLAIN, admin().with("tls", "starttls")).reason()).isEqualTo("bound as " + ADMIN);
        assertThat(ask(SECURE, admin().with("tls", "ldaps")).reason()).isEqualTo("bound as " + ADMIN);
        assertThat(ask(PLAIN, admin().with("tls", "ldaps")).up()).isFalse();
    }

    private static OptionsBuilder block() {
        return OptionsBuilder.of(new LdapCheckFactory().description());
    }

    private static OptionsBuilder admin() {
        return block().with("bind_dn", ADMIN).with("password", "sesame");
    }

    private static Verdict ask(InetSocketAddress server, OptionsBuilder options) throws Exception {
        return new LoopbackProbe().ask(new LdapCheckFactory().create(options.build()), server);
    }
}
