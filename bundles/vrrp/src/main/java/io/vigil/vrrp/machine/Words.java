package io.vigil.vrrp.machine;

import io.vigil.api.Addresses;
import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/** Times and addresses as causes tell them. */
final class Words {
    private Words() {}

    /** Such as {@code 3.61 s}; by hand, since a formatter would be slow the first time and this runs between adverts. */
    static String seconds(long nanos) {
        long hundredths = (nanos + 5_000_000) / 10_000_000;
        long rest = hundredths % 100;
        return hundredths / 100 + (rest < 10 ? ".0" : ".") + rest + " s";
    }

    static String text(@Nullable InetAddress address) {
        return address == null ? "anybody" : Addresses.text(address);
    }
}
