package org.example.greeting;

import io.vigil.api.checker.Checker;
import io.vigil.api.checker.CheckerDescription;
import io.vigil.api.checker.CheckerFactory;
import io.vigil.api.checker.CheckerType;
import io.vigil.api.checker.Option;
import io.vigil.api.checker.OptionType;
import io.vigil.api.checker.Options;
import java.util.List;
import java.util.stream.Collectors;
import org.osgi.service.component.annotations.Component;

/** Makes a check of each {@code GREETING_CHECK} block. */
@Component(service = CheckerFactory.class)
@CheckerType("GREETING_CHECK")
public final class GreetingCheckFactory implements CheckerFactory {
    @Override
    public CheckerDescription description() {
        return CheckerDescription.of(
                "GREETING_CHECK",
                "The server is up when its first line begins as expected.",
                List.of(
                        Option.of("say", OptionType.TEXT, "A line to send first; several are sent one after the other.")
                                .repeated(),
                        Option.of("expect", OptionType.TEXT, "How the server's first line must begin.")
                                .mandatory()));
    }

    @Override
    public Checker create(Options options) {
        String say = options.texts("say").stream().map(line -> line + "\r\n").collect(Collectors.joining());
        String expected = options.text("expect").orElseThrow();
        return context -> GreetingCheck.run(context, say, expected);
    }
}
