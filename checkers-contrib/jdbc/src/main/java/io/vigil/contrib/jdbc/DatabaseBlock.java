package io.vigil.contrib.jdbc;

import io.vigil.api.checker.InvalidOptionsException;
import io.vigil.api.checker.Option;
import io.vigil.api.checker.OptionType;
import io.vigil.api.checker.Options;
import io.vigil.api.checker.Secret;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The block of a database's check.
 *
 * @param user as whom to log in
 * @param password with what; empty for none
 * @param database which database
 * @param role the role asked for
 * @param query a statement that must give a row
 * @param expected what the first column of that row must be
 * @param tls whether to insist on TLS
 */
public record DatabaseBlock(
        String user,
        Optional<Secret> password,
        Optional<String> database,
        Role role,
        Optional<String> query,
        Optional<String> expected,
        boolean tls) {
    private static final String USER = "user";
    private static final String PASSWORD = "password";
    private static final String DATABASE = "database";
    private static final String ROLE = "role";
    private static final String QUERY = "query";
    private static final String EXPECT = "expect";
    private static final String TLS = "tls";

    /**
     * The options of such a block.
     *
     * @param roles how the database tells its role, as one sentence of the option's help
     */
    public static List<Option> declare(String roles) {
        List<Option> options = new ArrayList<>();
        options.add(Option.of(USER, OptionType.TEXT, "The user to log in as.").mandatory());
        options.addAll(Secret.declare(PASSWORD, "The password"));
        options.add(Option.of(DATABASE, OptionType.TEXT, "The database to log in to."));
        options.add(Option.choice(
                        ROLE, List.of("any", "primary", "replica"), "The role that the server must have. " + roles)
                .byDefault("any"));
        options.add(Option.of(QUERY, OptionType.TEXT, "A statement that must give a row."));
        options.add(Option.of(EXPECT, OptionType.TEXT, "What the first column of that row must be."));
        options.add(Option.of(TLS, OptionType.FLAG, "Insist on TLS; the certificate is not verified."));
        return options;
    }

    /**
     * Reads such a block.
     *
     * @throws InvalidOptionsException when options contradict each other
     */
    public static DatabaseBlock of(Options options) throws InvalidOptionsException {
        DatabaseBlock block = new DatabaseBlock(
                options.text(USER).orElseThrow(() -> InvalidOptionsException.at(options, USER, "user is missing")),
                Secret.of(options, PASSWORD),
                options.text(DATABASE),
                Role.valueOf(options.text(ROLE).orElseThrow().toUpperCase(Locale.ROOT)),
                options.text(QUERY),
                options.text(EXPECT),
                options.flag(TLS));
        if (block.expected.isPresent() && block.query.isEmpty()) {
            throw InvalidOptionsException.at(options, EXPECT, "expect needs query");
        }
        return block;
    }
}
