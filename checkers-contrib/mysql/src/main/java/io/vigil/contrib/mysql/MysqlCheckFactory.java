package io.vigil.contrib.mysql;

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

/** Makes {@code MYSQL_CHECK}s. */
@Component(service = CheckerFactory.class)
@CheckerType(MysqlCheckFactory.KEYWORD)
public final class MysqlCheckFactory implements CheckerFactory {
    static final String KEYWORD = "MYSQL_CHECK";

    private static final CheckerDescription DESCRIPTION = CheckerDescription.of(
            KEYWORD,
            "The server, MySQL or MariaDB, is up when it lets the user log in, has the role asked for and answers the query.",
            DatabaseBlock.declare("A primary is not read_only; a replica's two replication threads run."));

    private final Mysql mysql = new Mysql();

    /** Needs nothing. */
    @Activate
    public MysqlCheckFactory() {}

    @Override
    public CheckerDescription description() {
        return DESCRIPTION;
    }

    @Override
    public Checker create(Options options) throws InvalidOptionsException {
        return new DatabaseChecker(DatabaseBlock.of(options), mysql);
    }
}
