package io.vigil.contrib.redis;

import io.vigil.api.checker.CheckContext;
import io.vigil.api.checker.Checker;
import io.vigil.api.checker.Secret;
import io.vigil.api.checker.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Logs in where asked to, then PING, then ROLE where a role is asked for. */
final class RedisChecker implements Checker {
    private final Optional<String> user;
    private final Optional<Secret> password;
    private final Expectation expectation;
    private final boolean tls;

    RedisChecker(Optional<String> user, Optional<Secret> password, Expectation expectation, boolean tls) {
        this.user = user;
        this.password = password;
        this.expectation = expectation;
        this.tls = tls;
    }

    @Override
    public CompletionStage<Verdict> check(CheckContext context) {
        if (password.isEmpty()) {
            return converse(context, Optional.empty());
        }
        return context.blocking(password.get()::read)
                .thenComposeAsync(secret -> converse(context, Optional.of(secret)), context.loop());
    }

    private CompletionStage<Verdict> converse(CheckContext context, Optional<String> secret) {
        List<Command> commands = new ArrayList<>();
        secret.ifPresent(text -> commands.add(
                user.map(name -> Command.of("AUTH", name, text)).orElseGet(() -> Command.of("AUTH", text))));
        commands.add(Command.of("PING"));
        if (!expectation.nothing()) {
            commands.add(Command.of("ROLE"));
        }
        return RedisConversation.run(context, commands, expectation, tls);
    }
}
