package io.vigil.core;

import io.vigil.core.process.ProcessEdge;
import io.vigil.linux.LinuxException;
import io.vigil.linux.process.Signals;
import java.nio.file.Path;
import java.util.Optional;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The process around the framework: its signals, its end and its exit status. */
final class KarafHost implements ProcessEdge.Host {
    private static final Logger LOG = LoggerFactory.getLogger(KarafHost.class);

    private final BundleContext context;

    KarafHost(BundleContext context) {
        this.context = context;
    }

    @Override
    public Optional<AutoCloseable> onSignal(ProcessEdge.Signal signal, Runnable handler) {
        try {
            return Optional.of(Signals.handle(Signals.Signal.valueOf(signal.name()), handler));
        } catch (LinuxException e) {
            LOG.warn("signal {} will not be answered: {}", signal, e.getMessage());
            return Optional.empty();
        }
    }

    @Override
    public void stopFramework() {
        try {
            context.getBundle(0).stop();
        } catch (BundleException | IllegalStateException e) {
            LOG.error("the framework does not stop: {}", e.toString());
        }
    }

    /** The launcher ends with 0 whatever happened, so the status is set by the last thing that runs. */
    @Override
    public void exitStatus(int status) {
        Runtime.getRuntime()
                .addShutdownHook(new Thread(() -> Runtime.getRuntime().halt(status), "exit-status"));
    }

    @Override
    public Path dumpDirectory() {
        String directory = System.getenv("TMPDIR");
        return Path.of(directory == null || directory.isEmpty() ? "/tmp" : directory);
    }
}
