package io.vigil.contrib.grpc;

import io.vigil.api.checker.CheckContext;
import io.vigil.api.checker.Checker;
import io.vigil.api.checker.CheckerDescription;
import io.vigil.api.checker.CheckerFactory;
import io.vigil.api.checker.CheckerType;
import io.vigil.api.checker.InvalidOptionsException;
import io.vigil.api.checker.Option;
import io.vigil.api.checker.OptionType;
import io.vigil.api.checker.Options;
import io.vigil.api.checker.TlsSettings;
import io.vigil.api.checker.Verdict;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** Makes {@code GRPC_CHECK}s. */
@Component(service = CheckerFactory.class)
@CheckerType(GrpcCheckFactory.KEYWORD)
public final class GrpcCheckFactory implements CheckerFactory {
    static final String KEYWORD = "GRPC_CHECK";

    private static final String SERVICE = "service";
    private static final String TLS = "tls";
    private static final String VERIFY = "verify";

    private static final CheckerDescription DESCRIPTION = CheckerDescription.of(
            KEYWORD,
            "The server is up when its health service answers SERVING.",
            List.of(
                    Option.of(SERVICE, OptionType.TEXT, "The service to ask about; the server as a whole without it."),
                    Option.of(TLS, OptionType.FLAG, "HTTP/2 over TLS, with virtualhost as its server name."),
                    Option.of(VERIFY, OptionType.FLAG, "The certificate must be valid and that of virtualhost.")));

    /** Needs nothing. */
    @Activate
    public GrpcCheckFactory() {}

    @Override
    public CheckerDescription description() {
        return DESCRIPTION;
    }

    @Override
    public Checker create(Options options) throws InvalidOptionsException {
        if (options.flag(VERIFY) && !options.flag(TLS)) {
            throw InvalidOptionsException.at(options, VERIFY, "verify is for tls, and tls is not asked for");
        }
        String service = options.text(SERVICE).orElse("");
        return context -> converse(context, service, tls(options, context));
    }

    private static CompletionStage<Verdict> converse(CheckContext context, String service, Optional<TlsSettings> tls) {
        HealthConversation conversation = new HealthConversation(context, service, tls);
        context.connect(conversation);
        return conversation.verdict();
    }

    private static Optional<TlsSettings> tls(Options options, CheckContext context) {
        return options.flag(TLS)
                ? Optional.of(TlsSettings.of(context.virtualHost(), options.flag(VERIFY), List.of("h2")))
                : Optional.empty();
    }
}
