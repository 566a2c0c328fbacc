package io.vigil.checker.smtp;

import io.vigil.api.Endpoint;
import io.vigil.api.checker.CheckContext;
import io.vigil.api.checker.Checker;
import io.vigil.api.checker.CheckerDescription;
import io.vigil.api.checker.CheckerFactory;
import io.vigil.api.checker.CheckerType;
import io.vigil.api.checker.LineDialogue;
import io.vigil.api.checker.LineDialogue.Step;
import io.vigil.api.checker.Option;
import io.vigil.api.checker.OptionType;
import io.vigil.api.checker.Options;
import io.vigil.api.checker.Verdict;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** Makes {@code SMTP_CHECK}s. A multi-line answer ({@code 220-}) is a failure, as in the reference. */
@Component(service = CheckerFactory.class)
@CheckerType(SmtpCheckFactory.KEYWORD)
public final class SmtpCheckFactory implements CheckerFactory {
    static final String KEYWORD = "SMTP_CHECK";

    private static final String HELO_NAME = "helo_name";
    private static final String HOST = "host";
    private static final String CONNECT_IP = "connect_ip";
    private static final String CONNECT_PORT = "connect_port";
    private static final List<String> OF_THE_CHECK = List.of(
            "bindto",
            "bind_port",
            "bind_if",
            "fwmark",
            "connect_timeout",
            "retry",
            "delay_before_retry",
            "delay_loop",
            "warmup",
            "alpha",
            "log_all_failures");
    private static final CheckerDescription DESCRIPTION = CheckerDescription.of(
            KEYWORD,
            "The server is up when it greets with 220, answers HELO with 250 and answers QUIT.",
            List.of(
                    Option.of(HELO_NAME, OptionType.TEXT, "The name that HELO tells the server.")
                            .byDefault("smtpchecker.keepalived.org"),
                    Option.block(HOST, "Deprecated: a server to ask in place of the real server.", hostOptions())));

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
        List<Options> hosts = options.blocks(HOST);
        return hosts.isEmpty()
                ? context -> LineDialogue.run(context, steps)
                : context -> ask(context, steps, hosts.iterator());
    }

    /** One host after the other; the first that is down decides. */
    private static CompletionStage<Verdict> ask(CheckContext context, List<Step> steps, Iterator<Options> hosts) {
        InetSocketAddress host = address(hosts.next(), context.target());
        return LineDialogue.run(context, host, steps).thenCompose(verdict -> {
            if (verdict.up() && hosts.hasNext()) {
                return ask(context, steps, hosts);
            }
            return CompletableFuture.completedFuture(verdict.up() ? verdict : of(host, verdict));
        });
    }

    private static Verdict of(InetSocketAddress host, Verdict verdict) {
        Endpoint endpoint = new Endpoint(host.getAddress(), host.getPort());
        return Verdict.down(verdict.phase(), "host " + endpoint + ": " + verdict.reason());
    }

    private static InetSocketAddress address(Options host, InetSocketAddress otherwise) {
        return new InetSocketAddress(
                host.address(CONNECT_IP).orElse(otherwise.getAddress()),
                host.integer(CONNECT_PORT).map(Long::intValue).orElse(otherwise.getPort()));
    }

    private static List<Option> hostOptions() {
        List<Option> options = new ArrayList<>(List.of(
                Option.of(CONNECT_IP, OptionType.ADDRESS, "The address to ask."),
                Option.integer(CONNECT_PORT, 1, 65535, "The port to ask.")));
        for (String other : OF_THE_CHECK) {
            options.add(Option.of(
                    other, OptionType.TEXT, "Accepted here and not acted on: write it in SMTP_CHECK itself."));
        }
        return options;
    }

    /** The code and a blank, or the code alone: a CR behind the code is neither (X10). */
    private static boolean has(String line, String code) {
        return line.equals(code) || line.startsWith(code + " ");
    }
}
