package io.vigil.config.bind;

import io.vigil.api.Statement;
import io.vigil.api.failover.VrrpInstance.Authentication;
import io.vigil.config.language.Findings;
import io.vigil.config.language.InstanceKeywords;
import io.vigil.config.language.Values;
import java.util.Optional;

/** Builds the password of version 2. */
final class AuthenticationBuilder {
    private static final int LONGEST_PASSWORD = 8;

    private final Context context;
    private final Findings findings;
    private final Values values;
    private final InstanceFrame frame;
    private final boolean unicast;

    AuthenticationBuilder(Context context, Values values, InstanceFrame frame, boolean unicast) {
        this.context = context;
        this.findings = context.findings();
        this.values = values;
        this.frame = frame;
        this.unicast = unicast;
    }

    Optional<Authentication> build() {
        Optional<Statement> block = values.line("authentication");
        if (block.isEmpty()) {
            return Optional.empty();
        }
        Values inner = context.read(block.get(), InstanceKeywords.AUTHENTICATION);
        Optional<String> type = inner.text("auth_type");
        Optional<String> password = inner.text("auth_pass").map(text -> cut(text, inner));
        if (frame.version() == 3 || frame.strict()) {
            findings.warning(
                    block.get().place(),
                    (frame.strict() ? "strict mode" : "version 3") + " has no such authentication; it is ignored");
            return Optional.empty();
        }
        if (type.isEmpty() || password.isEmpty()) {
            if (type.isPresent() || password.isPresent()) {
                findings.warning(
                        block.get().place(),
                        type.isPresent()
                                ? "auth_type without auth_pass; there is no authentication"
                                : "auth_pass without auth_type; there is no authentication");
            }
            return Optional.empty();
        }
        if (type.get().equals("AH") && unicast) {
            findings.warning(inner.place("auth_type"), "AH does not work with unicast; there is no authentication");
            return Optional.empty();
        }
        return Optional.of(new Authentication(Authentication.Type.valueOf(type.get()), password.get()));
    }

    private String cut(String password, Values inner) {
        if (password.length() <= LONGEST_PASSWORD) {
            return password;
        }
        findings.warning(
                inner.place("auth_pass"),
                "auth_pass has " + password.length() + " characters; only the first " + LONGEST_PASSWORD + " are used");
        return password.substring(0, LONGEST_PASSWORD);
    }
}
