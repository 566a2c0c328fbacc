package io.vigil.linux;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class LinuxExceptionTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "17  | ''                     | add 10.0.0.1/32 to eth0: EEXIST (File exists)",
                "101 | Nexthop is unreachable | add 10.0.0.1/32 to eth0: ENETUNREACH (Network is unreachable): Nexthop is unreachable",
                "524 | ''                     | add 10.0.0.1/32 to eth0: errno 524",
            })
    void tellsOperationErrnoAndTheKernelsWords(int number, String kernelText, String message) {
        assertThat(new LinuxException("add 10.0.0.1/32 to eth0", number, kernelText))
                .hasMessage(message);
    }

    @Test
    void keepsNumberAndCauseWhenToldAsALargerOperation() {
        LinuxException small = new LinuxException("send to netlink 0", Errno.EPERM, "not here");
        LinuxException large = small.during("add an address");
        assertThat(large)
                .hasMessage("add an address: EPERM (Operation not permitted): not here")
                .hasCause(small);
        assertThat(large.is(Errno.EPERM)).isTrue();
        assertThat(large.operation()).isEqualTo("add an address");
    }

    @Test
    void findsEveryErrnoByItsNumber() {
        for (Errno errno : Errno.values()) {
            assertThat(Errno.of(errno.number())).isEqualTo(errno);
        }
        assertThat(Errno.of(-1)).isEqualTo(Errno.OTHER);
        assertThat(Errno.of(9999)).isEqualTo(Errno.OTHER);
    }
}
