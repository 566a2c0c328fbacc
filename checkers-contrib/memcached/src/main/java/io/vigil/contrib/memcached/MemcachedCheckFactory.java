package io.vigil.contrib.memcached;

import io.vigil.api.checker.Checker;
import io.vigil.api.checker.CheckerDescription;
import io.vigil.api.checker.CheckerFactory;
import io.vigil.api.checker.CheckerType;
import io.vigil.api.checker.InvalidOptionsException;
import io.vigil.api.checker.LineDialogue;
import io.vigil.api.checker.LineDialogue.Step;
import io.vigil.api.checker.Option;
import io.vigil.api.checker.OptionType;
import io.vigil.api.checker.Options;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** Makes {@code MEMCACHED_CHECK}s: {@code version}, or {@code get} of one key, by the text protocol. */
@Component(service = CheckerFactory.class)
@CheckerType(MemcachedCheckFactory.KEYWORD)
public final class MemcachedCheckFactory implements CheckerFactory {
    static final String KEYWORD = "MEMCACHED_CHECK";

    private static final String KEY = "key";
    private static final String VALUE = "value";
    private static final Pattern KEYS = Pattern.compile("[!-~]{1,250}");
    private static final String QUIT = "quit";

    private static final CheckerDescription DESCRIPTION = CheckerDescription.of(
            KEYWORD,
            "The server is up when it tells its version, or has the key that it must have.",
            List.of(
                    Option.of(KEY, OptionType.TEXT, "A key that must exist; without it, the version is asked for."),
                    Option.of(VALUE, OptionType.TEXT, "What the key must hold, one line; without it, anything.")));

    /** Needs nothing. */
    @Activate
    public MemcachedCheckFactory() {}

    @Override
    public CheckerDescription description() {
        return DESCRIPTION;
    }

    @Override
    public Checker create(Options options) throws InvalidOptionsException {
        Optional<String> key = options.text(KEY);
        Optional<String> value = options.text(VALUE);
        if (key.isEmpty()) {
            if (value.isPresent()) {
                throw InvalidOptionsException.at(options, VALUE, "value is that of a key, and there is no key");
            }
            List<Step> version = List.of(Step.beginning("version", "VERSION ", QUIT));
            return context -> LineDialogue.ask(context, "version", version);
        }
        if (!KEYS.matcher(key.get()).matches()) {
            throw InvalidOptionsException.at(options, KEY, "a key is 1 to 250 characters, none of them blank");
        }
        List<Step> steps = steps(key.get(), value);
        return context -> LineDialogue.ask(context, "get " + key.get(), steps);
    }

    /** {@code VALUE KEY FLAGS BYTES}, the bytes, {@code END}; for a key that is not there only the last. */
    private static List<Step> steps(String key, Optional<String> value) {
        String get = "get " + key;
        Step found = Step.beginning(get, "VALUE " + key + " ", value.isPresent() ? "" : QUIT);
        return value.map(wanted -> List.of(
                        found,
                        new Step("value of " + key, line -> line.equals(wanted + "\r"), wanted, ""),
                        Step.beginning(get, "END", QUIT)))
                .orElse(List.of(found));
    }
}
