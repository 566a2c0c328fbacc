package io.vigil.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class LargeFileTest {
    @Test
    void aHundredThousandLinesTakeSecondsAtMost() {
        StringBuilder text = new StringBuilder();
        for (int v = 0; v < 120; v++) {
            text.append("virtual_server 10.9.")
                    .append(v)
                    .append(".1 80 {\nlvs_sched rr\nlvs_method NAT\nprotocol TCP\n");
            for (int r = 0; r < 120; r++) {
                text.append("real_server 10.20.").append(v).append('.').append(r + 1);
                text.append(" 80 {\nweight 1\nTCP_CHECK {\nconnect_timeout 3\nretry 2\n}\n}\n");
            }
            text.append("}\n");
        }
        String file = text.toString();
        assertThat(file.lines().count()).isGreaterThan(100_000);

        Loading loading = assertTimeout(Duration.ofSeconds(30), () -> Loading.of(file));

        assertThat(loading.said()).isEmpty();
        assertThat(loading.config().virtualServers()).hasSize(120);
    }
}
