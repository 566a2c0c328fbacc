package io.vigil.checker.tcp;

import io.vigil.api.checker.Checker;
import io.vigil.api.checker.CheckerDescription;
import io.vigil.api.checker.CheckerFactory;
import io.vigil.api.checker.CheckerType;
import io.vigil.api.checker.Options;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** Makes {@code TCP_CHECK}s; all of their options are the engine's. */
@Component(service = CheckerFactory.class)
@CheckerType(TcpCheckFactory.KEYWORD)
public final class TcpCheckFactory implements CheckerFactory {
    static final String KEYWORD = "TCP_CHECK";

    private static final CheckerDescription DESCRIPTION =
            CheckerDescription.of(KEYWORD, "The server is up when a TCP connection to it can be made.", List.of());

    /** Needs nothing. */
    @Activate
    public TcpCheckFactory() {}

    @Override
    public CheckerDescription description() {
        return DESCRIPTION;
    }

    @Override
    public Checker create(Options options) {
        return new TcpCheck();
    }
}
