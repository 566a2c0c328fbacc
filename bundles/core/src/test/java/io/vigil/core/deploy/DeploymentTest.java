package io.vigil.core.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DeploymentTest {
    private static final Deployment.Trouble STOPPED =
            new Deployment.Trouble("TCP_CHECK", "io.vigil.checker.tcp", "1.0.0", "it is stopped");

    @Test
    void aMissingTypeNamesTheFeatureThatBringsIt() {
        Deployment deployment = new Deployment(List.of(), Map.of("POP3_CHECK", "vigil-checker-pop3"), List.of());
        assertThat(deployment.missing("POP3_CHECK"))
                .isEqualTo("POP3_CHECK is not installed: feature:install vigil-checker-pop3");
    }

    @Test
    void aTypeThatNoFeatureBringsIsSaidToBeMissingAndNoMore() {
        assertThat(Deployment.NOTHING.missing("MY_CHECK")).isEqualTo("MY_CHECK is not installed");
    }

    @Test
    void aTypeWhoseBundleIsThereIsNotToBeInstalledAgain() {
        Deployment deployment = new Deployment(List.of(STOPPED), Map.of("TCP_CHECK", "vigil-checker-tcp"), List.of());
        assertThat(deployment.missing("TCP_CHECK"))
                .isEqualTo("TCP_CHECK of io.vigil.checker.tcp 1.0.0 does not work: it is stopped");
    }
}
