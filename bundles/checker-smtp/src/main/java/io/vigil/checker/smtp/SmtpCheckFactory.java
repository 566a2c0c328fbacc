package io.vigil.checker.smtp;

import io.vigil.api.checker.Checker;
import io.vigil.api.checker.CheckerDescription;
import io.vigil.api.checker.CheckerDescription.Habit;
import io.vigil.api.checker.CheckerFactory;
import io.vigil.api.checker.CheckerType;
import io.vigil.api.checker.LineDialogue;
import io.vigil.api.checker.LineDialogue.Step;
import io.vigil.api.checker.Option;
import io.vigil.api.checker.OptionType;
import io.vigil.api.checker.Options;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/**
 * Makes {@code SMTP_CHECK}s. A multi-line answer ({@code 220-}) is a failure and failures are retried in every round, as in the
 * reference (X10).
 */
@Component(service = CheckerFactory.class)
@CheckerType(SmtpCheckFactory.KEYWORD)
public final class SmtpCheckFactory implements CheckerFactory {
    static final String KEYWORD = "SMTP_CHECK";

    private static final String HELO_NAME = "helo_name";
    private static final String HOST = "host";
    private static final CheckerDescription DESCRIPTION = CheckerDescription.of(
                    KEYWORD,
                    "The server is up when it greets with 220, answers HELO with 250 and answers QUIT.",
                    List.of(
                            Option.of(HELO_NAME, OptionType.TEXT, "The name that HELO tells the server.")
                                    .byDefault("smtpchecker.keepalived.org"),
                            Option.of(
                                    HOST,
                                    OptionType.TARGET,
                                    "Deprecated: a server to ask in place of the real server.")))
            .with(Habit.RETRIES_IN_EVERY_ROUND);

    /** Needs nothing. */
    @Activate
    public SmtpCheckFactory() {}

    @Override
    public CheckerDescription description() {
        return DESCRIPTION;
    }

    @Override
    public Checker create(Options options) {
        String name = options.text(HELO_NAME).orElseThrow();
        List<Step> steps = List.of(
                new Step("greeting", line -> has(line, "220"), "220 ", "HELO " + name),
                new Step("HELO", line -> has(line, "250"), "250 ", "QUIT"),
                new Step("QUIT", line -> true, "any line", ""));
        return context -> LineDialogue.run(context, steps);
    }

    /** The code and a blank, or the code alone: a CR behind the code is neither (X10). */
    private static boolean has(String line, String code) {
        return line.equals(code) || line.startsWith(code + " ");
    }
}
