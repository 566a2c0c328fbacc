package io.vigil.core.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServiceKeysTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "tcp 10.0.0.1:80",
                "udp 10.0.0.1:53",
                "sctp 192.0.2.1:0",
                "tcp [2001:db8::1]:443",
                "fwmark 7",
                "fwmark 4294967295",
                "fwmark 7 inet6"
            })
    void readsWhatAKeyIsWrittenAs(String text) {
        assertThat(ServiceKeys.parse(text))
                .hasValueSatisfying(key -> assertThat(key).hasToString(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "tcp", "tcp host:80", "tcp 10.0.0.1:99999", "icmp 10.0.0.1:80", "fwmark x", "tcp []:80"})
    void readsNothingElse(String text) {
        assertThat(ServiceKeys.parse(text)).isEmpty();
    }
}
