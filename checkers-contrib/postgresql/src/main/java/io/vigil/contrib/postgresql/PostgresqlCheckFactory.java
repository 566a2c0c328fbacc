package io.vigil.contrib.postgresql;

import io.vigil.api.checker.Checker;
import io.vigil.api.checker.CheckerDescription;
import io.vigil.api.checker.CheckerFactory;
import io.vigil.api.checker.CheckerType;
import io.vigil.api.checker.InvalidOptionsException;
import io.vigil.api.checker.Options;
import io.vigil.contrib.jdbc.DatabaseBlock;
import io.vigil.contrib.jdbc.DatabaseChecker;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** Makes {@code POSTGRESQL_CHECK}s. */
@Component(service = CheckerFactory.class)
@CheckerType(PostgresqlCheckFactory.KEYWORD)
public final class PostgresqlCheckFactory implements CheckerFactory {
    static final String KEYWORD = "POSTGRESQL_CHECK";

    private static final CheckerDescription DESCRIPTION = CheckerDescription.of(
            KEYWORD,
            "The server is up when it lets the user log in, has the role asked for and answers the query.",
            DatabaseBlock.declare("A replica is in recovery, a primary is not."));

    private final Postgresql postgresql = new Postgresql();

    /** Needs nothing. */
    @Activate
    public PostgresqlCheckFactory() {}

    @Override
    public CheckerDescription description() {
        return DESCRIPTION;
    }

    @Override
    public Checker create(Options options) throws InvalidOptionsException {
        return new DatabaseChecker(DatabaseBlock.of(options), postgresql);
    }
}
