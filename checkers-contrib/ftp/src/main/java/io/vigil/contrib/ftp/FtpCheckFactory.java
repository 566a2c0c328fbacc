package io.vigil.contrib.ftp;

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

/** Makes {@code FTP_CHECK}s. */
@Component(service = CheckerFactory.class)
@CheckerType(FtpCheckFactory.KEYWORD)
public final class FtpCheckFactory implements CheckerFactory {
    static final String KEYWORD = "FTP_CHECK";

    private static final String ENCRYPTION = "encryption";
    private static final String LOGIN = "login";
    private static final String PASSWORD = "password";
    private static final String DIRECTORY = "directory";
    private static final String FILE = "file";

    private static final CheckerDescription DESCRIPTION = CheckerDescription.of(
            KEYWORD,
            "The server is up when it greets and, where asked to, takes a login and has a directory or file.",
            declared());

    private static List<Option> declared() {
        List<Option> options = new ArrayList<>();
        options.add(Option.choice(
                        ENCRYPTION,
                        List.of("none", "starttls", "tls"),
                        "TLS from the start, or after AUTH TLS; certificates are not verified.")
                .byDefault("none"));
        options.add(Option.of(LOGIN, OptionType.TEXT, "Who logs in, perhaps anonymous; without it nobody does."));
        options.addAll(Secret.declare(PASSWORD, "The password of the login"));
        options.add(Option.of(DIRECTORY, OptionType.TEXT, "A directory that must exist."));
        options.add(Option.of(FILE, OptionType.TEXT, "A file that must exist, in the directory where one is named."));
        return options;
    }

    /** Needs nothing. */
    @Activate
    public FtpCheckFactory() {}

    @Override
    public CheckerDescription description() {
        return DESCRIPTION;
    }

    @Override
    public Checker create(Options options) throws InvalidOptionsException {
        Optional<String> login = options.text(LOGIN);
        Optional<Secret> password = Secret.of(options, PASSWORD);
        Optional<String> directory = options.text(DIRECTORY);
        Optional<String> file = options.text(FILE);
        if (login.isEmpty() && (password.isPresent() || directory.isPresent() || file.isPresent())) {
            throw InvalidOptionsException.at(options, LOGIN, "password, directory and file need a login");
        }
        FtpConversation conversation =
                new FtpConversation(options.text(ENCRYPTION).orElseThrow(), login, password, directory, file);
        return context -> BlockingDialogue.run(context, conversation);
    }
}
