package io.vigil.contrib.ntp;

import io.vigil.api.checker.CheckContext;
import io.vigil.api.checker.Checker;
import io.vigil.api.checker.CheckerDescription;
import io.vigil.api.checker.CheckerFactory;
import io.vigil.api.checker.CheckerType;
import io.vigil.api.checker.Option;
import io.vigil.api.checker.Options;
import io.vigil.api.checker.Verdict;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** Makes {@code NTP_CHECK}s. */
@Component(service = CheckerFactory.class)
@CheckerType(NtpCheckFactory.KEYWORD)
public final class NtpCheckFactory implements CheckerFactory {
    static final String KEYWORD = "NTP_CHECK";

    private static final String MAX_STRATUM = "max_stratum";
    private static final String MAX_OFFSET = "max_offset";
    private static final String MAX_ROOT_DISTANCE = "max_root_distance";
    private static final double DAY = 86_400;

    private static final CheckerDescription DESCRIPTION = CheckerDescription.of(
            KEYWORD,
            "The server is up when it is synchronised and within the limits.",
            List.of(
                    Option.integer(MAX_STRATUM, 1, 15, "The greatest stratum that is good enough.")
                            .byDefault("15"),
                    Option.seconds(
                            MAX_OFFSET,
                            0.001,
                            DAY,
                            "How far the server's clock may be from ours; without it ours, which may be wrong itself, is not asked."),
                    Option.seconds(
                            MAX_ROOT_DISTANCE,
                            0.001,
                            DAY,
                            "How far the server may be from the clock that its time comes from: half the root delay and the root dispersion.")));

    private final Clock clock;

    /** By the system's clock. */
    @Activate
    public NtpCheckFactory() {
        this(Clock.systemUTC());
    }

    NtpCheckFactory(Clock clock) {
        this.clock = clock;
    }

    @Override
    public CheckerDescription description() {
        return DESCRIPTION;
    }

    @Override
    public Checker create(Options options) {
        Limits limits = new Limits(
                options.integer(MAX_STRATUM).orElseThrow().intValue(),
                options.duration(MAX_OFFSET),
                options.duration(MAX_ROOT_DISTANCE));
        return context -> ask(context, limits);
    }

    private CompletionStage<Verdict> ask(CheckContext context, Limits limits) {
        TimeRequest request = new TimeRequest(context, limits, clock);
        context.datagrams(context.target(), request);
        return request.verdict();
    }
}
