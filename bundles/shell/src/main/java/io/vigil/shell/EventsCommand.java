package io.vigil.shell;

import io.vigil.api.director.DirectorAdmin;
import io.vigil.api.notify.Event;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.jspecify.annotations.Nullable;

/** {@code vigil:events}: the event log, oldest first, and what follows. */
@Service
@Command(
        scope = "vigil",
        name = "events",
        description = "Shows the newest events, oldest first",
        detailedDescription = """
                Events are numbered without gaps; --after continues where an earlier call ended. With --follow it \
                goes on as they come, until Ctrl-C or until the reader goes away.

                    vigil:events
                    vigil:events -n 100 --kind SERVER
                    vigil:events --after 4711 --json
                    vigil:events --follow
                """)
public final class EventsCommand extends DirectorCommand {
    /** Waits between two looks at the log. */
    @FunctionalInterface
    interface Pause {
        void await() throws InterruptedException;
    }

    private static final int LOG_LENGTH = 10_000;
    private static final long LOOK_MILLIS = 250;

    @Option(name = "-n", aliases = "--lines", description = "How many of the newest")
    int lines = 20;

    @Option(name = "--after", description = "Only events with a greater number")
    long after;

    @Option(name = "--kind", description = "Only events of this kind, such as SERVER or INSTANCE")
    @Completion(EventKindCompleter.class)
    @Nullable
    String kind;

    @Option(name = "--follow", aliases = "-f", description = "Go on as events come")
    boolean follow;

    Pause pause = () -> {
        boolean never = new CountDownLatch(1).await(LOOK_MILLIS, TimeUnit.MILLISECONDS);
        assert !never;
    };

    @Override
    void show(DirectorAdmin director, Screen screen) throws FailedCommand, InterruptedException {
        if (lines < 0) {
            throw FailedCommand.of(2, "-n " + lines + " is negative");
        }
        List<Event> all = director.events(after, LOG_LENGTH);
        long last = all.isEmpty() ? after : all.get(all.size() - 1).sequence();
        List<Event> wanted = all.stream().filter(this::wanted).toList();
        List<Event> newest = wanted.subList(Math.max(0, wanted.size() - lines), wanted.size());
        if (json && !follow) {
            screen.json(newest);
            return;
        }
        if (newest.isEmpty() && !follow) {
            screen.line("no events");
        }
        newest.forEach(event -> print(event, screen));
        if (follow) {
            follow(director, last, screen);
        }
    }

    private void follow(DirectorAdmin director, long from, Screen screen) throws InterruptedException {
        long last = from;
        while (!screen.closed()) {
            pause.await();
            for (Event event : director.events(last, LOG_LENGTH)) {
                last = event.sequence();
                if (wanted(event)) {
                    print(event, screen);
                }
            }
        }
    }

    private boolean wanted(Event event) {
        return kind == null || event.kind().name().equals(kind.toUpperCase(Locale.ROOT));
    }

    private void print(Event event, Screen screen) {
        if (json) {
            screen.json(event);
            return;
        }
        screen.line("%d  %s  %-12s  %s"
                .formatted(event.sequence(), event.at().truncatedTo(ChronoUnit.MILLIS), event.kind(), event.message()));
    }
}
