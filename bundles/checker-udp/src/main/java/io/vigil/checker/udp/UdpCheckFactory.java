package io.vigil.checker.udp;

import io.vigil.api.checker.Checker;
import io.vigil.api.checker.CheckerDescription;
import io.vigil.api.checker.CheckerFactory;
import io.vigil.api.checker.CheckerType;
import io.vigil.api.checker.InvalidOptionsException;
import io.vigil.api.checker.Option;
import io.vigil.api.checker.OptionType;
import io.vigil.api.checker.Options;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** Makes {@code UDP_CHECK}s. */
@Component(service = CheckerFactory.class)
@CheckerType(UdpCheckFactory.KEYWORD)
public final class UdpCheckFactory implements CheckerFactory {
    static final String KEYWORD = "UDP_CHECK";

    private static final String PAYLOAD = "payload";
    private static final String REPLY = "require_reply";
    private static final String LEAST = "min_reply_length";
    private static final String MOST = "max_reply_length";
    private static final int LONGEST = 65_535;
    private static final int USUAL_MOST = 255;
    private static final byte[] USUAL_PAYLOAD =
            Arrays.copyOf("keepalived check - ".repeat(2).getBytes(StandardCharsets.US_ASCII), 32);

    private static final CheckerDescription DESCRIPTION = CheckerDescription.of(
            KEYWORD,
            "The server is up when a datagram to it brings no ICMP error and, if one is required, an answer.",
            List.of(
                    Option.of(PAYLOAD, OptionType.HEX, "The bytes to send; 32 bytes of text when nothing is said."),
                    Option.of(
                            REPLY,
                            OptionType.HEX,
                            "An answer is required, with these first bytes if any; x is any digit."),
                    Option.integer(LEAST, 0, LONGEST, "The least length of the answer in bytes."),
                    Option.integer(MOST, 0, LONGEST, "The greatest length of the answer in bytes.")));

    /** Needs nothing. */
    @Activate
    public UdpCheckFactory() {}

    @Override
    public CheckerDescription description() {
        return DESCRIPTION;
    }

    @Override
    public Checker create(Options options) throws InvalidOptionsException {
        Optional<String> payload = options.text(PAYLOAD).filter(digits -> !digits.isEmpty());
        Optional<String> reply = options.text(REPLY);
        return new UdpCheck(
                payload.isPresent() ? bytes(payload.get(), options) : USUAL_PAYLOAD,
                reply.isPresent() ? Optional.of(expected(reply.get(), options)) : Optional.empty());
    }

    private static byte[] bytes(String digits, Options options) throws InvalidOptionsException {
        try {
            return HexFormat.of().parseHex(digits);
        } catch (IllegalArgumentException e) {
            throw InvalidOptionsException.at(
                    options, PAYLOAD, "payload '" + digits + "' is not made of bytes of two hexadecimal digits each");
        }
    }

    private static Expected expected(String digits, Options options) throws InvalidOptionsException {
        int least = options.integer(LEAST).map(Long::intValue).orElse(0);
        int most = options.integer(MOST).map(Long::intValue).orElse(digits.isEmpty() ? LONGEST : USUAL_MOST);
        if (least > most) {
            throw InvalidOptionsException.at(
                    options, LEAST, "min_reply_length " + least + " is more than max_reply_length, " + most);
        }
        try {
            return new Expected(digits, least, most);
        } catch (IllegalArgumentException e) {
            throw InvalidOptionsException.at(options, REPLY, "require_reply: " + e.getMessage());
        }
    }
}
