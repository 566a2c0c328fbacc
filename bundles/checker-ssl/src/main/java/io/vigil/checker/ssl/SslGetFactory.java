package io.vigil.checker.ssl;

import io.vigil.api.checker.Checker;
import io.vigil.api.checker.CheckerDescription;
import io.vigil.api.checker.CheckerFactory;
import io.vigil.api.checker.CheckerType;
import io.vigil.api.checker.InvalidOptionsException;
import io.vigil.api.checker.Options;
import io.vigil.checker.http.conversation.HttpCheck;
import io.vigil.checker.http.conversation.HttpOptions;
import java.time.Clock;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** Makes {@code SSL_GET}s. */
@Component(service = CheckerFactory.class)
@CheckerType(SslGetFactory.KEYWORD)
public final class SslGetFactory implements CheckerFactory {
    static final String KEYWORD = "SSL_GET";

    private static final CheckerDescription DESCRIPTION = HttpOptions.describeTls(
            KEYWORD, "The server is up when it answers every URL as asked, by HTTP behind TLS.");

    /** Needs nothing. */
    @Activate
    public SslGetFactory() {}

    @Override
    public CheckerDescription description() {
        return DESCRIPTION;
    }

    @Override
    public Checker create(Options options) throws InvalidOptionsException {
        return new HttpCheck(HttpOptions.readTls(options), Clock.systemUTC());
    }
}
