package io.vigil.contrib.imap;

import io.vigil.api.checker.BlockingDialogue;
import io.vigil.api.checker.Checker;
import io.vigil.api.checker.CheckerDescription;
import io.vigil.api.checker.CheckerFactory;
import io.vigil.api.checker.CheckerType;
import io.vigil.api.checker.InvalidOptionsException;
import io.vigil.api.checker.Option;
import io.vigil.api.checker.OptionType;
import io.vigil.api.checker.Options;
import io.vigil.api.checker.Secret;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** Makes {@code IMAP_CHECK}s. */
@Component(service = CheckerFactory.class)
@CheckerType(ImapCheckFactory.KEYWORD)
public final class ImapCheckFactory implements CheckerFactory {
    static final String KEYWORD = "IMAP_CHECK";

    private static final String ENCRYPTION = "encryption";
    private static final String LOGIN = "login";
    private static final String PASSWORD = "password";
    private static final String MAILBOX = "mailbox";

    private static final CheckerDescription DESCRIPTION = CheckerDescription.of(
            KEYWORD,
            "The server is up when it greets and, where asked to, takes a login and opens a mailbox.",
            declared());

    private static List<Option> declared() {
        List<Option> options = new ArrayList<>();
        options.add(Option.choice(
                        ENCRYPTION,
                        List.of("none", "starttls", "tls"),
                        "TLS from the start, or after STARTTLS; certificates are not verified.")
                .byDefault("none"));
        options.add(Option.of(LOGIN, OptionType.TEXT, "Who logs in; without it nobody does."));
        options.addAll(Secret.declare(PASSWORD, "The password of the login"));
        options.add(Option.of(MAILBOX, OptionType.TEXT, "A mailbox of the login's that must open, read-only."));
        return options;
    }

    /** Needs nothing. */
    @Activate
    public ImapCheckFactory() {}

    @Override
    public CheckerDescription description() {
        return DESCRIPTION;
    }

    @Override
    public Checker create(Options options) throws InvalidOptionsException {
        Optional<String> login = options.text(LOGIN);
        Optional<Secret> password = Secret.of(options, PASSWORD);
        Optional<String> mailbox = options.text(MAILBOX);
        if (login.isPresent() != password.isPresent()) {
            throw InvalidOptionsException.at(options, LOGIN, "a login needs a password, and a password a login");
        }
        if (mailbox.isPresent() && login.isEmpty()) {
            throw InvalidOptionsException.at(options, MAILBOX, "a mailbox is that of a login, and there is no login");
        }
        ImapConversation conversation =
                new ImapConversation(options.text(ENCRYPTION).orElseThrow(), login, password, mailbox);
        return context -> BlockingDialogue.run(context, conversation);
    }
}
