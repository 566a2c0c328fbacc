package io.vigil.contrib.imap;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.api.checker.Verdict;
import io.vigil.testkit.LoopbackProbe;
import io.vigil.testkit.OptionsBuilder;
import io.vigil.testkit.RealServer;
import io.vigil.testkit.ScriptedServer;
import io.vigil.testkit.TestCertificate;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Dovecot with everything in one user's hands. */
final class ImapRealServerTest {
    private final ImapCheckFactory factory = new ImapCheckFactory();
    private final InetSocketAddress address = ScriptedServer.nobody();
    private Path directory = Path.of("");

    @BeforeEach
    void makeDirectory() throws IOException {
        directory = RealServer.directory("imap");
    }

    @AfterEach
    void removeDirectory() throws IOException {
        RealServer.remove(directory);
    }

    @Test
    void dovecotTakesALoginAndOpensTheInboxInClearAndBehindStarttls() throws Exception {
        String program = RealServer.program("dovecot", "dovecot-imapd");
        String user = RealServer.root() ? "nobody" : RealServer.user();
        Path file = configure(user);
        List<String> command = RealServer.as(user, List.of(program, "-F", "-c", file.toString()));
        try (RealServer server = RealServer.start(directory, address, command)) {
            for (String encryption : List.of("none", "starttls")) {
                Verdict verdict = ask(block(encryption, "geheim").with("mailbox", "INBOX"));
                assertThat(verdict.up()).as(verdict.reason() + server.log()).isTrue();
            }
            assertThat(ask(block("none", "falsch")).failure())
                    .hasValueSatisfying(failure ->
                            assertThat(failure).startsWith("response: login: ").contains(" NO "));
            assertThat(ask(block("none", "geheim").with("mailbox", "Nowhere")).failure())
                    .hasValueSatisfying(failure -> assertThat(failure).startsWith("body: mailbox Nowhere: "));
        }
    }

    private OptionsBuilder block(String encryption, String password) {
        return OptionsBuilder.of(factory.description())
                .with("encryption", encryption)
                .with("login", "monitor")
                .with("password", password);
    }

    private Verdict ask(OptionsBuilder block) throws Exception {
        return new LoopbackProbe().ask(factory.create(block.build()), address);
    }

    private Path configure(String user) throws IOException {
        Path key = TestCertificate.SERVER.keyIn(directory);
        RealServer.open(key);
        Files.writeString(directory.resolve("users"), "monitor:{PLAIN}geheim\n");
        RealServer.open(Files.createDirectory(directory.resolve("mail")));
        RealServer.open(Files.createDirectory(directory.resolve("run")));
        RealServer.open(Files.createDirectory(directory.resolve("state")));
        return Files.writeString(directory.resolve("dovecot.conf"), """
                base_dir = DIR/run
                state_dir = DIR/state
                log_path = /dev/stderr
                protocols = imap
                listen = 127.0.0.1
                default_internal_user = USER
                default_internal_group = GROUP
                default_login_user = USER
                ssl = yes
                ssl_cert = <CERTIFICATE
                ssl_key = <KEY
                disable_plaintext_auth = no
                mail_location = maildir:DIR/mail/%u
                first_valid_uid = 0
                first_valid_gid = 0
                auth_mechanisms = plain
                passdb {
                  driver = passwd-file
                  args = DIR/users
                }
                userdb {
                  driver = static
                  args = uid=USER gid=GROUP home=DIR/mail/%u
                }
                service imap-login {
                  chroot =
                  inet_listener imap {
                    port = PORT
                  }
                  inet_listener imaps {
                    port = 0
                  }
                }
                service anvil {
                  chroot =
                }
                service stats {
                  chroot =
                }
                """.replace(
                        "CERTIFICATE",
                        TestCertificate.SERVER.certificateIn(directory).toString())
                .replace("KEY", key.toString())
                .replace("DIR", directory.toString())
                .replace("USER", user)
                .replace("GROUP", RealServer.root() ? "nogroup" : user)
                .replace("PORT", Integer.toString(address.getPort())));
    }
}
