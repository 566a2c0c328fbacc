package io.vigil.checker.ping;

import io.vigil.api.checker.Checker;
import io.vigil.api.checker.CheckerDescription;
import io.vigil.api.checker.CheckerFactory;
import io.vigil.api.checker.CheckerType;
import io.vigil.api.checker.Options;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** Makes {@code PING_CHECK}s; all of their options are the engine's. */
@Component(service = CheckerFactory.class)
@CheckerType(PingCheckFactory.KEYWORD)
public final class PingCheckFactory implements CheckerFactory {
    static final String KEYWORD = "PING_CHECK";

    private static final CheckerDescription DESCRIPTION =
            CheckerDescription.of(KEYWORD, "The server is up when it answers an ICMP echo request.", List.of());

    /** Needs nothing. */
    @Activate
    public PingCheckFactory() {}

    @Override
    public CheckerDescription description() {
        return DESCRIPTION;
    }

    @Override
    public Checker create(Options options) {
        return new PingCheck();
    }
}
