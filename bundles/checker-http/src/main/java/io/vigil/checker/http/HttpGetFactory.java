package io.vigil.checker.http;

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

/** Makes {@code HTTP_GET}s. */
@Component(service = CheckerFactory.class)
@CheckerType(HttpGetFactory.KEYWORD)
public final class HttpGetFactory implements CheckerFactory {
    static final String KEYWORD = "HTTP_GET";

    private static final CheckerDescription DESCRIPTION =
            HttpOptions.describe(KEYWORD, "The server is up when it answers every URL as asked, by HTTP in the clear.");

    /** Needs nothing. */
    @Activate
    public HttpGetFactory() {}

    @Override
    public CheckerDescription description() {
        return DESCRIPTION;
    }

    @Override
    public Checker create(Options options) throws InvalidOptionsException {
        return new HttpCheck(HttpOptions.read(options), Clock.systemUTC());
    }
}
