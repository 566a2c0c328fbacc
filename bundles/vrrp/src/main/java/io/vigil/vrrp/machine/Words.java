package io.vigil.vrrp.machine;

import io.vigil.api.Addresses;
import java.net.InetAddress;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Times and addresses as causes tell them. */
final class Words {
    private Words() {}

    /** Such as {@code 3.61 s}. */
    static String seconds(long nanos) {
        return String.format(Locale.ROOT, "%.2f s", nanos / 1e9);
    }

    static String text(@Nullable InetAddress address) {
        return address == null ? "anybody" : Addresses.text(address);
    }
}
