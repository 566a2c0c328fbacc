package io.vigil.contrib.redis;

import io.vigil.api.checker.Checker;
import io.vigil.api.checker.CheckerDescription;
import io.vigil.api.checker.CheckerFactory;
import io.vigil.api.checker.CheckerType;
import io.vigil.api.checker.InvalidOptionsException;
import io.vigil.api.checker.Option;
import io.vigil.api.checker.OptionType;
import io.vigil.api.checker.Options;
import io.vigil.api.checker.Secret;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** Makes {@code REDIS_CHECK}s. */
@Component(service = CheckerFactory.class)
@CheckerType(RedisCheckFactory.KEYWORD)
public final class RedisCheckFactory implements CheckerFactory {
    static final String KEYWORD = "REDIS_CHECK";

    private static final String USER = "user";
    private static final String PASSWORD = "password";
    private static final String ROLE = "role";
    private static final String REPLICAS = "min_replicas";
    private static final String TLS = "tls";
    private static final CheckerDescription DESCRIPTION = CheckerDescription.of(
            KEYWORD, "The server is up when it answers PING, and has the role and the replicas asked for.", declared());

    /** Needs nothing. */
    @Activate
    public RedisCheckFactory() {}

    private static List<Option> declared() {
        List<Option> options = new ArrayList<>(Secret.declare(PASSWORD, "The password for AUTH"));
        options.add(Option.of(USER, OptionType.TEXT, "The user for AUTH, where the server has users (Redis 6)."));
        options.add(Option.choice(ROLE, List.of("any", "master", "replica"), "The role that the server must have.")
                .byDefault("any"));
        options.add(Option.integer(REPLICAS, 0, 1000, "How many replicas a master must have online.")
                .byDefault("0"));
        options.add(Option.of(TLS, OptionType.FLAG, "Speak TLS; the certificate is not verified."));
        return options;
    }

    @Override
    public CheckerDescription description() {
        return DESCRIPTION;
    }

    @Override
    public Checker create(Options options) throws InvalidOptionsException {
        Optional<Secret> password = Secret.of(options, PASSWORD);
        Optional<String> user = options.text(USER);
        if (user.isPresent() && password.isEmpty()) {
            throw InvalidOptionsException.at(options, USER, "user needs password or password_file");
        }
        Role role = Role.valueOf(options.text(ROLE).orElseThrow().toUpperCase(Locale.ROOT));
        int replicas = options.integer(REPLICAS).map(Long::intValue).orElse(0);
        if (role == Role.REPLICA && replicas > 0) {
            throw InvalidOptionsException.at(options, REPLICAS, "min_replicas is for role master");
        }
        return new RedisChecker(user, password, new Expectation(role, replicas), options.flag(TLS));
    }
}
