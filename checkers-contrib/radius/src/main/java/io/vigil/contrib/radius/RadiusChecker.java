package io.vigil.contrib.radius;

import io.vigil.api.checker.CheckContext;
import io.vigil.api.checker.Checker;
import io.vigil.api.checker.Secret;
import io.vigil.api.checker.Verdict;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Sends one request and judges what comes back. */
final class RadiusChecker implements Checker {
    private final Secret secret;
    private final Optional<String> user;
    private final Optional<Secret> password;
    private final Expected expected;
    private final String nas;
    private final boolean signed;

    RadiusChecker(
            Secret secret,
            Optional<String> user,
            Optional<Secret> password,
            Expected expected,
            String nas,
            boolean signed) {
        this.secret = secret;
        this.user = user;
        this.password = password;
        this.expected = user.isPresent() ? expected : Expected.ALIVE;
        this.nas = nas;
        this.signed = signed;
    }

    /**
     * The secrets may stand in files, so they are read, and the request is made, off the event loop. Secrets that cannot be read, or
     * that fit into no request, break the check: they are no fault of the server's.
     */
    @Override
    public CompletionStage<Verdict> check(CheckContext context) {
        return context.blocking(this::request)
                .thenComposeAsync(request -> RadiusExchange.run(context, request, expected, signed), context.loop());
    }

    private Request request() throws IOException {
        return user.isPresent() && password.isPresent()
                ? Request.access(nas, user.get(), password.get().read(), secret.read())
                : Request.status(nas, secret.read());
    }
}
