package io.vigil.linux.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vigil.linux.Errno;
import io.vigil.linux.LinuxException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ProcessTest {
    @ParameterizedTest
    @CsvSource({
        "0000000000000000, ''",
        "0000000000003000, 'CAP_NET_ADMIN,CAP_NET_RAW'",
        "0000000000001000, CAP_NET_ADMIN",
        "000001ffffffffff, 'CAP_KILL,CAP_SETGID,CAP_SETUID,CAP_NET_BIND_SERVICE,CAP_NET_ADMIN,CAP_NET_RAW,CAP_IPC_LOCK,CAP_SYS_NICE'",
    })
    void readsCapabilitiesFromAProcessStatus(String set, String names) {
        String status = "Name:\tjava\nCapPrm:\tffffffffffffffff\nCapEff:\t" + set + "\nCapBnd:\tffffffffffffffff\n";
        assertThat(Capabilities.parse(status))
                .extracting(Enum::name)
                .containsExactlyInAnyOrder(names.isEmpty() ? new String[0] : names.split(","));
    }

    @Test
    void findsNoCapabilitiesInAStatusThatTellsNone() {
        assertThat(Capabilities.parse("Name:\tjava\n")).isEmpty();
    }

    @Test
    void knowsItsOwnProcessAndThread() throws Exception {
        assertThat(ThisProcess.id()).isEqualTo((int) ProcessHandle.current().pid());
        assertThat(ThisProcess.threadId()).isPositive();
        ThisProcess.signal(ThisProcess.id(), 0);
        assertThat(ThisProcess.interfaceIndex("lo")).isPositive();
        assertThatThrownBy(() -> ThisProcess.interfaceIndex("nonesuch0"))
                .isInstanceOfSatisfying(
                        LinuxException.class, e -> assertThat(e.errno()).isEqualTo(Errno.ENODEV));
    }

    @Test
    void handlesASignalUntilTheHandlerIsClosed() throws Exception {
        CountDownLatch outer = new CountDownLatch(1);
        CountDownLatch inner = new CountDownLatch(1);
        AutoCloseable first = Signals.handle(Signals.Signal.USR1, outer::countDown);
        AutoCloseable second = Signals.handle(Signals.Signal.USR1, inner::countDown);
        ThisProcess.signal(ThisProcess.id(), 10);
        assertThat(inner.await(10, TimeUnit.SECONDS)).isTrue();
        second.close();
        assertThat(outer.getCount()).isEqualTo(1);
        ThisProcess.signal(ThisProcess.id(), 10);
        assertThat(outer.await(10, TimeUnit.SECONDS)).isTrue();
        first.close();
    }

    @Test
    void saysSoWhenTheJvmKeepsASignalForItself() {
        assertThatThrownBy(() -> Signals.handle("QUIT", () -> {}))
                .isInstanceOf(LinuxException.class)
                .hasMessageContaining("handle SIGQUIT: EBUSY");
    }

    @Test
    void findsAccountsByNameAndByNumber() throws LinuxException {
        assertThat(Accounts.user("root")).contains(new Accounts.User(0, 0));
        assertThat(Accounts.user("12345")).contains(new Accounts.User(12345, 12345));
        assertThat(Accounts.user("nobody-of-this-name")).isEmpty();
        assertThat(Accounts.group("root")).contains(0);
        assertThat(Accounts.group("no-such-group")).isEmpty();
    }
}
