package io.vigil.core.process;

import io.vigil.api.Severity;
import io.vigil.api.director.ConfigReport;
import io.vigil.api.director.DirectorAdmin;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Signals, pid file, data dump and exit status of the process. Thread-safe. */
public final class ProcessEdge implements AutoCloseable {
    /** A signal that the director answers. */
    public enum Signal {
        /** Reload. */
        HUP,
        /** Stop in good order. */
        TERM,
        /** The same, from a terminal. */
        INT,
        /** Write the data dump. */
        USR1
    }

    /** What the process can do, replaced in tests. */
    public interface Host {
        /** Calls the handler for each such signal from now on; empty when that is not possible, which is told. */
        Optional<AutoCloseable> onSignal(Signal signal, Runnable handler);

        /** Stops the framework, and with it the process. */
        void stopFramework();

        /** The process will end with this status. */
        void exitStatus(int status);

        /** Where dumps go: {@code $TMPDIR}, else {@code /tmp}. */
        Path dumpDirectory();
    }

    /** Exit status when the configuration cannot be run (conf-language 15.5). */
    public static final int BAD_CONFIGURATION = 2;

    /** Exit status when there is no configuration. */
    public static final int NO_CONFIGURATION = 6;

    private static final Logger LOG = LoggerFactory.getLogger(ProcessEdge.class);

    private final DirectorAdmin director;
    private final Host host;
    private final Optional<PidFile> pidFile;
    private final List<AutoCloseable> handlers = new ArrayList<>();

    /** An edge that does nothing yet. */
    public ProcessEdge(DirectorAdmin director, Host host, Optional<Path> pidFile, long pid) {
        this.director = director;
        this.host = host;
        this.pidFile = pidFile.map(file -> new PidFile(file, pid));
    }

    /** Answers signals from now on. */
    public void begin() {
        on(Signal.TERM, this::stop);
        on(Signal.INT, this::stop);
        on(Signal.HUP, () -> director.reload());
        on(Signal.USR1, this::dump);
    }

    private void on(Signal signal, Runnable handler) {
        host.onSignal(signal, handler).ifPresent(handlers::add);
    }

    private void stop() {
        director.stop().whenComplete((nothing, error) -> host.stopFramework());
    }

    private void dump() {
        Thread writer = new Thread(
                () -> {
                    try {
                        LOG.info("the data dump is in {}", DataDump.write(director, host.dumpDirectory()));
                    } catch (IOException e) {
                        LOG.warn("cannot write the data dump into {}: {}", host.dumpDirectory(), e.toString());
                    }
                },
                "data-dump");
        writer.setDaemon(true);
        writer.start();
    }

    /** The configuration is in force: others may find the process. */
    public void inForce() {
        pidFile.ifPresent(PidFile::write);
    }

    /** The first configuration cannot be run: says why and ends the process. */
    public void fatal(ConfigReport report) {
        report.diagnostics().stream()
                .filter(d -> d.severity().compareTo(Severity.ERROR) >= 0)
                .forEach(d -> LOG.error("{}", d));
        LOG.error("the director ends, because {} cannot be run: {}", report.file(), report.refusal());
        host.exitStatus(Files.exists(report.file()) ? BAD_CONFIGURATION : NO_CONFIGURATION);
        host.stopFramework();
    }

    /** Removes the pid file and gives signals back. Idempotent. */
    @Override
    public void close() {
        pidFile.ifPresent(PidFile::remove);
        for (AutoCloseable handler : handlers) {
            try {
                handler.close();
            } catch (Exception e) {
                LOG.warn("a signal handler could not be put back: {}", e.toString());
            }
        }
        handlers.clear();
    }
}
