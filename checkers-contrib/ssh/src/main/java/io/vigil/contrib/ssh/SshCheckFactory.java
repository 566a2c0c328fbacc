package io.vigil.contrib.ssh;

import io.vigil.api.checker.Checker;
import io.vigil.api.checker.CheckerDescription;
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
 * Makes {@code SSH_CHECK}s: both sides send their identification at once, the server perhaps after other lines (RFC 4253, section
 * 4.2). We send ours because a server logs a peer that never does as an attack.
 */
@Component(service = CheckerFactory.class)
@CheckerType(SshCheckFactory.KEYWORD)
public final class SshCheckFactory implements CheckerFactory {
    static final String KEYWORD = "SSH_CHECK";
    static final String IDENTIFICATION = "SSH-2.0-Vigil";

    private static final String SOFTWARE = "software";
    private static final String ANY = "SSH-";
    /** 255 with CR and LF; a line comes to us with its CR. */
    private static final int LONGEST = 254;

    private static final CheckerDescription DESCRIPTION = CheckerDescription.of(
            KEYWORD,
            "The server is up when it identifies itself as a server of SSH version 2.",
            List.of(Option.of(
                    SOFTWARE,
                    OptionType.TEXT,
                    "How the server's software must begin, such as OpenSSH_9; any without it.")));

    /** Needs nothing. */
    @Activate
    public SshCheckFactory() {}

    @Override
    public CheckerDescription description() {
        return DESCRIPTION;
    }

    @Override
    public Checker create(Options options) {
        String software = options.text(SOFTWARE).orElse("");
        Step identification = new Step("identification", line -> identifies(line, software), "SSH-2.0-" + software, "")
                .passingOver(line -> !line.startsWith(ANY));
        return context -> LineDialogue.ask(context, IDENTIFICATION, List.of(identification));
    }

    /** Version 1.99 is that of a server that also speaks version 1 (RFC 4253, section 5.1). */
    private static boolean identifies(String line, String software) {
        return line.length() <= LONGEST
                && (line.startsWith("SSH-2.0-" + software) || line.startsWith("SSH-1.99-" + software));
    }
}
