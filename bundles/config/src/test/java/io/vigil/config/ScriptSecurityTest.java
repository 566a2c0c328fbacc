package io.vigil.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.api.Diagnostic;
import io.vigil.api.Script;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScriptSecurityTest {
    private static Loading notify(String globals, String line) {
        return Loading.of(
                "global_defs {",
                globals,
                "}",
                "vrrp_instance VI {",
                "interface eth0",
                "virtual_router_id 1",
                "virtual_ipaddress { 10.0.0.1 }",
                line,
                "}");
    }

    private static Script master(Loading loading) {
        return loading.instance().notifications().onMaster().orElseThrow();
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource(delimiter = '|', textBlock = """
            enable_script_security    | notify_master "/bin/n a 'b c'" root         | /bin/n,a,b c | root   | -
            enable_script_security    | notify_master /bin/n nobody nogroup         | /bin/n       | nobody | -
            enable_script_security    | notify_master "</tmp/flag" root             | /bin/sh,-c,</tmp/flag | root | -
            enable_script_security    | notify_master /bin/n                        | /bin/n       | -      | no user is given for it
            enable_script_security    | notify_master /bin/n root stranger          | /bin/n       | root   | there is no group 'stranger' here
            enable_script_security    | notify_master /bin/n arg                    | /bin/n       | arg    | there is no user 'arg' here
            enable_script_security    | notify_master /none/n root                  | /none/n      | root   | there is no program /none/n here
            enable_script_security    | notify_master /plain/n root                 | /plain/n     | root   | /plain/n is not executable
            enable_script_security    | notify_master /bad/n root                   | /bad/n       | root   | anybody may write to /bad
            enable_script_security    | notify_master /bad/n nobody                 | /bad/n       | nobody | -
            enable_script_security    | notify_master true root                     | /usr/bin/true | root  | -
            script_user root          | notify_master /bad/n                        | /bad/n       | root   | -
            """)
    void settlesCommandIdentityAndWhetherItMayRun(
            String globals, String line, String command, String user, String refused) {
        Script script = master(notify(globals, line));

        assertThat(String.join(",", script.command())).isEqualTo(command);
        assertThat(script.user().orElse("-")).isEqualTo(user);
        assertThat(script.refused().orElse("-")).isEqualTo(refused);
    }

    @Test
    void runningScriptsWithoutSecurityIsToldOnce() {
        Loading loading = notify("script_user root", "notify_master /bin/n\nnotify_backup /bin/n");

        assertThat(loading.loaded().diagnostics())
                .extracting(Diagnostic::topic)
                .containsExactly(Diagnostic.Topic.SCRIPT_SECURITY);
        assertThat(loading.said())
                .containsExactly(
                        "t:8:15: warning: scripts will run, and enable_script_security is not set in global_defs");
    }

    @Test
    void firstScriptOfAKindCounts() {
        Loading loading = notify("enable_script_security", "notify_master /bin/one root\nnotify_master /bin/two root");

        assertThat(master(loading).command()).containsExactly("/bin/one");
        assertThat(loading.said())
                .containsExactly("t:9:1: warning: 'notify_master' stands above already, and the first one counts");
    }

    @Test
    void whatIsMissingHereDoesNotRefuseTheConfiguration() {
        Loading loading = notify("enable_script_security", "notify_master /none/n root");

        assertThat(loading.refused()).isFalse();
        assertThat(loading.loaded().diagnostics())
                .extracting(Diagnostic::topic)
                .containsExactly(Diagnostic.Topic.HERE_AND_NOW);
    }
}
