package io.vigil.checker.misc;

import io.vigil.api.Diagnostic;
import io.vigil.api.Script;
import io.vigil.api.Severity;
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
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** Makes {@code MISC_CHECK}s. A program that must not be run gives no check: its server counts as healthy (X19). */
@Component(service = CheckerFactory.class)
@CheckerType(MiscCheckFactory.KEYWORD)
public final class MiscCheckFactory implements CheckerFactory {
    static final String KEYWORD = "MISC_CHECK";

    private static final String PATH = "misc_path";
    private static final String TIMEOUT = "misc_timeout";
    private static final String DYNAMIC = "misc_dynamic";
    private static final String USER = "user";
    private static final long LONGEST = 4_294_967;

    private static final CheckerDescription DESCRIPTION = new CheckerDescription(
                    KEYWORD,
                    "The server is up when a program ends with status 0.",
                    List.of(
                            Option.of(PATH, OptionType.SCRIPT, "The program to run, with its arguments.")
                                    .mandatory(),
                            Option.integer(
                                    TIMEOUT,
                                    0,
                                    LONGEST,
                                    "Seconds the program may run; 0 and nothing mean the virtual server's delay_loop."),
                            Option.of(DYNAMIC, OptionType.FLAG, "Exit statuses 2 to 255 set the weight to status - 2."),
                            Option.of(USER, OptionType.WORDS, "The user, and the group, that the program runs as.")),
                    0,
                    Duration.ofSeconds(1))
            .with(Habit.COUNTS_FROM_START, Habit.INTERVAL_OF_POOL);

    /** Needs nothing. */
    @Activate
    public MiscCheckFactory() {}

    @Override
    public CheckerDescription description() {
        return DESCRIPTION;
    }

    @Override
    public Checker create(Options options) throws InvalidOptionsException {
        Optional<Script> script = options.script(PATH);
        if (script.isEmpty()) {
            throw new InvalidOptionsException(
                    List.of(Diagnostic.of(options.place(), Severity.ERROR, "MISC_CHECK has no misc_path")));
        }
        Optional<String> refused = script.get().refused();
        if (refused.isPresent()) {
            throw new InvalidOptionsException(
                    List.of(Diagnostic.of(options.place(PATH), Severity.WARNING, refused.get())));
        }
        Duration longest = Duration.ofSeconds(options.integer(TIMEOUT).orElse(0L));
        return new MiscCheck(as(script.get(), options.words(USER)), longest, options.flag(DYNAMIC));
    }

    private static Script as(Script script, List<String> user) {
        if (user.isEmpty()) {
            return script;
        }
        Optional<String> group = user.size() > 1 ? Optional.of(user.get(1)) : Optional.empty();
        return new Script(script.command(), Optional.of(user.get(0)), group, script.refused(), script.place());
    }
}
