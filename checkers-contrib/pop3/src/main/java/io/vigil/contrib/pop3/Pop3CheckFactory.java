package io.vigil.contrib.pop3;

import io.vigil.api.checker.Checker;
import io.vigil.api.checker.CheckerDescription;
import io.vigil.api.checker.CheckerFactory;
import io.vigil.api.checker.CheckerType;
import io.vigil.api.checker.LineDialogue;
import io.vigil.api.checker.LineDialogue.Step;
import io.vigil.api.checker.Options;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** Makes {@code POP3_CHECK}s: greeting and QUIT (RFC 1939, sections 4 and 6), no login. */
@Component(service = CheckerFactory.class)
@CheckerType(Pop3CheckFactory.KEYWORD)
public final class Pop3CheckFactory implements CheckerFactory {
    static final String KEYWORD = "POP3_CHECK";

    private static final CheckerDescription DESCRIPTION = CheckerDescription.of(
            KEYWORD, "The server is up when it greets with +OK and answers QUIT with +OK.", List.of());
    private static final List<Step> STEPS =
            List.of(Step.beginning("greeting", "+OK", "QUIT"), Step.beginning("QUIT", "+OK", ""));

    /** Needs nothing. */
    @Activate
    public Pop3CheckFactory() {}

    @Override
    public CheckerDescription description() {
        return DESCRIPTION;
    }

    @Override
    public Checker create(Options options) {
        return context -> LineDialogue.run(context, STEPS);
    }
}
