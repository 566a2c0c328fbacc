package io.vigil.checker.dns;

import io.vigil.api.checker.Checker;
import io.vigil.api.checker.CheckerDescription;
import io.vigil.api.checker.CheckerDescription.Habit;
import io.vigil.api.checker.CheckerFactory;
import io.vigil.api.checker.CheckerType;
import io.vigil.api.checker.InvalidOptionsException;
import io.vigil.api.checker.Option;
import io.vigil.api.checker.OptionType;
import io.vigil.api.checker.Options;
import java.time.Duration;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** Makes {@code DNS_CHECK}s. Three retries, each after a {@code delay_loop}, unless the configuration says otherwise (C5). */
@Component(service = CheckerFactory.class)
@CheckerType(DnsCheckFactory.KEYWORD)
public final class DnsCheckFactory implements CheckerFactory {
    static final String KEYWORD = "DNS_CHECK";

    private static final String TYPE = "type";
    private static final String NAME = "name";
    private static final int RETRIES = 3;

    private static final CheckerDescription DESCRIPTION = new CheckerDescription(
                    KEYWORD,
                    "The server is up when it answers a DNS query over UDP without an error.",
                    List.of(
                            Option.choice(TYPE, RecordType.words(), "The type of record to ask for.")
                                    .byDefault(RecordType.SOA.name()),
                            Option.of(NAME, OptionType.TEXT, "The name to ask for; the root when nothing is said.")),
                    RETRIES,
                    Duration.ofSeconds(1))
            .with(Habit.RETRIES_AFTER_DELAY_LOOP);

    /** Needs nothing. */
    @Activate
    public DnsCheckFactory() {}

    @Override
    public CheckerDescription description() {
        return DESCRIPTION;
    }

    @Override
    public Checker create(Options options) throws InvalidOptionsException {
        RecordType type = RecordType.of(options.text(TYPE).orElseThrow());
        try {
            return new DnsCheck(Question.of(options.text(NAME).orElse(""), type));
        } catch (IllegalArgumentException e) {
            throw InvalidOptionsException.at(options, NAME, String.valueOf(e.getMessage()));
        }
    }
}
