package io.vigil.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import io.vigil.api.director.PlannedChange;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigDiffTest {
    private static final String FILE = """
            global_defs {
              router_id d1
              enable_script_security
              script_user root
            }
            vrrp_script chk {
              script /bin/chk
              interval 2
            }
            vrrp_instance VI {
              interface eth0
              virtual_router_id 51
              priority 150
              virtual_ipaddress {
                10.0.0.1/24
              }
              track_script {
                chk
              }
              notify_master /bin/n
            }
            virtual_server 10.0.0.1 80 {
              lvs_sched rr
              lvs_method NAT
              protocol TCP
              delay_loop 6
              sorry_server 10.0.0.13 80
              real_server 10.0.0.11 80 {
                weight 1
                TCP_CHECK {
                  connect_timeout 3
                }
              }
              real_server 10.0.0.12 80 {
                weight 1
              }
            }""";

    private static List<String> changes(String from, String to) {
        return ConfigDiff.between(Loading.of(from).config(), Loading.of(to).config()).stream()
                .map(c -> c.kind() + " " + c.what() + (c.detail().isEmpty() ? "" : ": " + c.detail()) + " (disturbs "
                        + c.disturbs() + ")")
                .toList();
    }

    @Test
    void tellsOfTheVirtualServersDelayLoopWhereATypeMayAskForIt() {
        String file = FILE.replace("TCP_CHECK {", "LATER_CHECK {\ndelay_loop 3");
        assertThat(changes(file, file.replace("delay_loop 6", "delay_loop 7")))
                .containsExactly(
                        "CHANGED check LATER_CHECK of real_server 10.0.0.11:80 of [10.0.0.1]:tcp:80: "
                                + "delay_loop of the virtual server 6 s -> delay_loop of the virtual server 7 s (disturbs one server)");
        String known = FILE.replace("TCP_CHECK {", "TCP_CHECK {\ndelay_loop 3");
        assertThat(changes(known, known.replace("delay_loop 6", "delay_loop 7")))
                .isEmpty();
    }

    @Test
    void fileThatOnlyMovedChangesNothing() {
        assertThat(changes(FILE, FILE)).isEmpty();
        assertThat(changes(FILE, "\n! moved down and to the right\n  " + FILE.replace("\n", "\n\n  ")))
                .isEmpty();
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource(delimiter = '|', textBlock = """
            weight 1\\n    TCP_CHECK | weight 7\\n    TCP_CHECK | CHANGED real_server 10.0.0.11:80 of [10.0.0.1]:tcp:80: weight: 1 -> 7 (disturbs one server)
            priority 150     | priority 90      | CHANGED vrrp_instance VI: election priority: 150 -> 90 (disturbs an address)
            10.0.0.1/24      | 10.0.0.2/24      | CHANGED vrrp_instance VI: addresses: 10.0.0.1/24 -> 10.0.0.2/24 (disturbs an address)
            vrrp_instance VI | vrrp_instance VX | REMOVED vrrp_instance VI (disturbs an address);ADDED vrrp_instance VX (disturbs an address)
            lvs_sched rr     | lvs_sched wrr    | CHANGED virtual_server [10.0.0.1]:tcp:80: services: tcp 10.0.0.1:80 rr -> tcp 10.0.0.1:80 wrr (disturbs a pool)
            10.0.0.12 80     | 10.0.0.14 80     | REMOVED real_server 10.0.0.12:80 of [10.0.0.1]:tcp:80 (disturbs one server);ADDED real_server 10.0.0.14:80 of [10.0.0.1]:tcp:80 (disturbs one server)
            10.0.0.13 80     | 10.0.0.13 81     | CHANGED virtual_server [10.0.0.1]:tcp:80: sorry_server: 10.0.0.13:80 NAT -> 10.0.0.13:81 NAT (disturbs a pool)
            connect_timeout 3 | connect_timeout 4 | CHANGED check TCP_CHECK of real_server 10.0.0.11:80 of [10.0.0.1]:tcp:80: connect_timeout 3 s -> connect_timeout 4 s (disturbs one server)
            TCP_CHECK {      | HTTP_GET {       | REMOVED check TCP_CHECK of real_server 10.0.0.11:80 of [10.0.0.1]:tcp:80 (disturbs one server);ADDED check HTTP_GET of real_server 10.0.0.11:80 of [10.0.0.1]:tcp:80 (disturbs one server)
            router_id d1     | router_id d2     | CHANGED global_defs: router id: d1 -> d2 (disturbs nothing)
            interval 2       | interval 3       | CHANGED vrrp_script chk: interval: 2 s -> 3 s (disturbs nothing);CHANGED vrrp_script chk: timeout: 2 s -> 3 s (disturbs nothing)
            /bin/n           | /bin/m           | CHANGED vrrp_instance VI: notifications on master: '/bin/n' as root -> '/bin/m' as root (disturbs an address)
            """)
    void saysWhatChanges(String from, String to, String expected) {
        String changed = FILE.replace(from.replace("\\n", "\n"), to.replace("\\n", "\n"));

        assertThat(String.join(";", changes(FILE, changed))).isEqualTo(expected);
    }

    @Test
    void passwordIsNeverShown() {
        String password = "  authentication {\n    auth_type PASS\n    auth_pass secret1\n  }\n  notify_master";
        String from = FILE.replace("  notify_master", password);

        assertThat(changes(from, from.replace("secret1", "secret2"))).hasSize(1).noneMatch(c -> c.contains("secret"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            password one                     | password two                     | password ******** -> password ********
            bind_password "one"              | bind_password "two"              | bind_password ******** -> bind_password ********
            secret one                       | secret two                       | secret ******** -> secret ********
            community one                    | community two                    | community ******** -> community ********
            login one                        | login two                        | login one -> login two
            password_file /one               | password_file /two               | password_file /one -> password_file /two
            header "Authorization: Basic one" | header "Authorization: Basic two" | header Authorization: ******** -> header Authorization: ********
            header "X-Api-Key:one"           | header "X-Api-Key:two"           | header X-Api-Key:******** -> header X-Api-Key:********
            header "Accept: one"             | header "Accept: two"             | header Accept: one -> header Accept: two
            """)
    void secretOfACheckIsNeverShown(String from, String to, String detail) {
        String file = FILE.replace("TCP_CHECK {", "LDAP_CHECK {\n      " + from);
        String nested = FILE.replace("TCP_CHECK {", "LDAP_CHECK {\n      inner {\n      " + from + "\n      }");
        String check = "CHANGED check LDAP_CHECK of real_server 10.0.0.11:80 of [10.0.0.1]:tcp:80: ";

        assertThat(changes(file, file.replace(from, to))).containsExactly(check + detail + " (disturbs one server)");
        assertThat(changes(nested, nested.replace(from, to)))
                .containsExactly(
                        check + "inner { " + detail.replace(" -> ", "; } -> inner { ") + "; } (disturbs one server)");
    }

    @Test
    void linesOfACheckThatOnlyChangePlacesAreSaidTo() {
        String file = FILE.replace("TCP_CHECK {", "LDAP_CHECK {\n      a 1\n      b 2");

        assertThat(changes(file, file.replace("a 1\n      b 2", "b 2\n      a 1")))
                .containsExactly(
                        "CHANGED check LDAP_CHECK of real_server 10.0.0.11:80 of [10.0.0.1]:tcp:80: the same lines"
                                + " in another order (disturbs one server)");
    }

    @Test
    void tenThousandServersTakeTimeInProportion() {
        Config small = Loading.of(servers(1_000, 1)).config();
        Config large = Loading.of(servers(10_000, 1)).config();
        Config changed = Loading.of(servers(10_000, 2)).config();
        assertThat(ConfigDiff.between(small, large)).hasSize(9_000);

        List<PlannedChange> changes = assertTimeout(Duration.ofSeconds(5), () -> ConfigDiff.between(large, changed));
        assertThat(changes).hasSize(1);
    }

    private static String servers(int count, int lastWeight) {
        StringBuilder text =
                new StringBuilder("virtual_server 10.0.0.1 80 {\nlvs_sched rr\nlvs_method NAT\nprotocol TCP\n");
        for (int i = 0; i < count; i++) {
            text.append("real_server 10.1.")
                    .append(i / 200)
                    .append('.')
                    .append(i % 200 + 1)
                    .append(" 80 {\nweight ");
            text.append(i == count - 1 ? lastWeight : 1).append("\nTCP_CHECK {\n}\n}\n");
        }
        return text.append("}\n").toString();
    }
}
