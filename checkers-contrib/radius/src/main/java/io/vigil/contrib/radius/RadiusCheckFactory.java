package io.vigil.contrib.radius;

import io.vigil.api.checker.Checker;
import io.vigil.api.checker.CheckerDescription;
import io.vigil.api.checker.CheckerFactory;
import io.vigil.api.checker.CheckerType;
import io.vigil.api.checker.InvalidOptionsException;
import io.vigil.api.checker.Option;
import io.vigil.api.checker.OptionType;
import io.vigil.api.checker.Options;
import io.vigil.api.checker.Secret;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** Makes {@code RADIUS_CHECK}s. */
@Component(service = CheckerFactory.class)
@CheckerType(RadiusCheckFactory.KEYWORD)
public final class RadiusCheckFactory implements CheckerFactory {
    static final String KEYWORD = "RADIUS_CHECK";

    private static final String SECRET = "secret";
    private static final String USER = "user";
    private static final String PASSWORD = "password";
    private static final String EXPECT = "expect";
    private static final String NAS = "nas_identifier";
    private static final String SIGNED = "require_message_authenticator";
    /** What fits into one attribute (RFC 2865 section 5). */
    private static final int LONGEST_VALUE = 253;

    private static final CheckerDescription DESCRIPTION = CheckerDescription.of(
            KEYWORD,
            "The server is up when it answers an Access-Request as expected or, without a user, a Status-Server.",
            declared());

    /** Needs nothing. */
    @Activate
    public RadiusCheckFactory() {}

    private static List<Option> declared() {
        List<Option> options = new ArrayList<>(Secret.declare(SECRET, "The secret shared with the server"));
        options.add(Option.of(USER, OptionType.TEXT, "Who asks for access; without a user, Status-Server is asked."));
        options.addAll(Secret.declare(PASSWORD, "The user's password"));
        options.add(Option.choice(
                        EXPECT,
                        List.of("accept", "reject", "any"),
                        "The answer that a user must get; any includes a challenge.")
                .byDefault("accept"));
        options.add(Option.of(NAS, OptionType.TEXT, "The NAS-Identifier that the server sees.")
                .byDefault("vigil"));
        options.add(Option.of(SIGNED, OptionType.FLAG, "An answer without a Message-Authenticator does not count."));
        return options;
    }

    @Override
    public CheckerDescription description() {
        return DESCRIPTION;
    }

    @Override
    public Checker create(Options options) throws InvalidOptionsException {
        Secret secret = Secret.of(options, SECRET)
                .orElseThrow(() -> InvalidOptionsException.at(options, SECRET, "secret or secret_file is missing"));
        Optional<String> user = options.text(USER);
        Optional<Secret> password = Secret.of(options, PASSWORD);
        if (user.isPresent() != password.isPresent()) {
            throw InvalidOptionsException.at(options, USER, "user and password or password_file need each other");
        }
        String nas = options.text(NAS).orElseThrow();
        checkLength(options, USER, user.orElse("-"));
        checkLength(options, NAS, nas);
        Expected expected = Expected.valueOf(options.text(EXPECT).orElseThrow().toUpperCase(Locale.ROOT));
        return new RadiusChecker(secret, user, password, expected, nas, options.flag(SIGNED));
    }

    private static void checkLength(Options options, String keyword, String text) throws InvalidOptionsException {
        int length = text.getBytes(StandardCharsets.UTF_8).length;
        if (length == 0 || length > LONGEST_VALUE) {
            throw InvalidOptionsException.at(options, keyword, keyword + " must have 1 to " + LONGEST_VALUE + " bytes");
        }
    }
}
