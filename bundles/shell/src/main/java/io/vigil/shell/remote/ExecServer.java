package io.vigil.shell.remote;

import io.vigil.shell.exec.SocketPlace;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.apache.karaf.shell.api.console.SessionFactory;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Listens for {@code bin/vigil exec} while there is a console. */
@Component(
        service = {},
        immediate = true)
public final class ExecServer {
    private static final Logger log = LoggerFactory.getLogger(ExecServer.class);
    private static final String BOOT_FINISHED = "org.apache.karaf.features.BootFinished";
    private static final Duration LONGEST_START = Duration.ofSeconds(60);
    private static final Duration GRACE = Duration.ofSeconds(3);

    private final ExecListener listener;

    /** Called by Declarative Services. */
    @Activate
    public ExecServer(BundleContext context, @Reference SessionFactory sessions) throws IOException {
        this(place(context), new SessionRunner(sessions, starting(context, System.nanoTime())));
    }

    ExecServer(SocketPlace place, CommandRunner runner) throws IOException {
        listener = ExecListener.open(place, runner);
        log.info("exec: listening at {}", listener.bound());
    }

    /** Stops listening. */
    @Deactivate
    public void deactivate() throws IOException {
        listener.close();
    }

    private static SocketPlace place(BundleContext context) {
        return Optional.ofNullable(context.getProperty(SocketPlace.PROPERTY))
                .map(path -> new SocketPlace(Path.of(path).toAbsolutePath()))
                .orElseGet(() -> new SocketPlace(Path.of(Optional.ofNullable(context.getProperty("karaf.data"))
                                .orElse("data"))
                        .toAbsolutePath()
                        .resolve("vigil.sock")));
    }

    /**
     * Commands may be missing until the boot features are there and for a moment longer, since they are registered after their
     * bundles start; never longer than a minute, so that a boot that hangs does not turn into clients that hang.
     */
    private static BooleanSupplier starting(BundleContext context, long since) {
        return () -> {
            long age = System.nanoTime() - since;
            return age < GRACE.toNanos()
                    || (age < LONGEST_START.toNanos() && context.getServiceReference(BOOT_FINISHED) == null);
        };
    }
}
