package io.vigil.contrib.nntp;

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

/** Makes {@code NNTP_CHECK}s. */
@Component(service = CheckerFactory.class)
@CheckerType(NntpCheckFactory.KEYWORD)
public final class NntpCheckFactory implements CheckerFactory {
    static final String KEYWORD = "NNTP_CHECK";

    private static final String LOGIN = "login";
    private static final String PASSWORD = "password";
    private static final String GROUP = "group";
    private static final String MIN_ARTICLES = "min_articles";
    private static final String POSTING = "posting";

    private static final CheckerDescription DESCRIPTION = CheckerDescription.of(
            KEYWORD,
            "The server is up when it greets and, where asked to, takes a login and carries a newsgroup.",
            declared());

    private static List<Option> declared() {
        List<Option> options = new ArrayList<>();
        options.add(Option.of(LOGIN, OptionType.TEXT, "Who logs in; without it nobody does."));
        options.addAll(Secret.declare(PASSWORD, "The password of the login"));
        options.add(Option.of(GROUP, OptionType.TEXT, "A newsgroup that the server must carry."));
        options.add(Option.integer(MIN_ARTICLES, 0, Integer.MAX_VALUE, "How many articles the group must have.")
                .byDefault("0"));
        options.add(Option.of(POSTING, OptionType.FLAG, "The greeting must allow posting."));
        return options;
    }

    /** Needs nothing. */
    @Activate
    public NntpCheckFactory() {}

    @Override
    public CheckerDescription description() {
        return DESCRIPTION;
    }

    @Override
    public Checker create(Options options) throws InvalidOptionsException {
        Optional<String> login = options.text(LOGIN);
        Optional<Secret> password = Secret.of(options, PASSWORD);
        if (login.isPresent() != password.isPresent()) {
            throw InvalidOptionsException.at(options, LOGIN, "a login needs a password, and a password a login");
        }
        long articles = options.integer(MIN_ARTICLES).orElse(0L);
        Optional<String> group = options.text(GROUP);
        if (articles > 0 && group.isEmpty()) {
            throw InvalidOptionsException.at(
                    options, MIN_ARTICLES, "min_articles is for a group, and there is no group");
        }
        NntpConversation conversation = new NntpConversation(login, password, group, articles, options.flag(POSTING));
        return context -> BlockingDialogue.run(context, conversation);
    }
}
