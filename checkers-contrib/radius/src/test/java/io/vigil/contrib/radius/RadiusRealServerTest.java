package io.vigil.contrib.radius;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.api.checker.Verdict;
import io.vigil.testkit.LoopbackProbe;
import io.vigil.testkit.OptionsBuilder;
import io.vigil.testkit.RealServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Debian's FreeRADIUS with one user, in a directory of its own. */
final class RadiusRealServerTest {
    private static final String SECRET = "between us";
    private static final String CONFIGURATION = """
            raddbdir = DIRECTORY
            logdir = ${raddbdir}
            run_dir = ${raddbdir}
            security {
                status_server = yes
            }
            client loopback {
                ipaddr = 127.0.0.1
                secret = "between us"
                require_message_authenticator = yes
            }
            modules {
                files {
                    filename = ${raddbdir}/users
                }
                pap {
                }
            }
            server test {
                listen {
                    type = auth
                    ipaddr = 127.0.0.1
                    port = PORT
                }
                authorize {
                    files
                    pap
                }
                authenticate {
                    Auth-Type PAP {
                        pap
                    }
                }
            }
            """;

    private static final InetSocketAddress ADDRESS = RealServer.free();
    private static Path directory = Path.of("");
    private static @Nullable RealServer server;

    @BeforeAll
    static void start() throws IOException {
        String program = RealServer.program("freeradius", "freeradius");
        directory = RealServer.directory("radius");
        // One that others may write to is refused
        Path own = Files.createDirectory(directory.resolve("raddb"));
        String configuration =
                CONFIGURATION.replace("DIRECTORY", own.toString()).replace("PORT", String.valueOf(ADDRESS.getPort()));
        Files.writeString(own.resolve("radiusd.conf"), configuration);
        Files.writeString(own.resolve("users"), "probe Cleartext-Password := \"sesame\"\n");
        server = RealServer.start(
                directory,
                ADDRESS,
                List.of(program, "-f", "-l", "stdout", "-d", own.toString(), "-n", "radiusd"),
                () -> ask(block()).up());
    }

    @AfterAll
    static void stop() throws IOException {
        if (server != null) {
            server.close();
            RealServer.remove(directory);
        }
    }

    @Test
    void isUpByItsStatus() throws Exception {
        assertThat(ask(block()).reason()).isEqualTo("Access-Accept");
    }

    @Test
    void isUpWhenTheUserIsAccepted() throws Exception {
        assertThat(ask(user("sesame")).failure()).isEmpty();
        assertThat(ask(user("sesame")).reason()).isEqualTo("Access-Accept");
    }

    @Test
    void isDownWhenTheUserIsRejectedUnlessThatIsExpected() throws Exception {
        assertThat(ask(user("guess")).failure()).contains("response: Access-Reject");
        assertThat(ask(user("guess").with("expect", "reject")).up()).isTrue();
    }

    @Test
    void isDownWithAnotherSecret() throws Exception {
        OptionsBuilder other =
                OptionsBuilder.of(new RadiusCheckFactory().description()).with("secret", "not ours");
        assertThat(ask(other).failure())
                .hasValueSatisfying(failure -> assertThat(failure).startsWith("response: no answer"));
    }

    private static OptionsBuilder block() {
        return OptionsBuilder.of(new RadiusCheckFactory().description()).with("secret", SECRET);
    }

    private static OptionsBuilder user(String password) {
        return block().with("user", "probe").with("password", password);
    }

    private static Verdict ask(OptionsBuilder options) throws Exception {
        return new LoopbackProbe().ask(new RadiusCheckFactory().create(options.build()), ADDRESS);
    }
}
