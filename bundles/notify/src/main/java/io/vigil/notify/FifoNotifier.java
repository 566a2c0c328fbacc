package io.vigil.notify;

import io.vigil.api.notify.Notice;
import io.vigil.api.notify.Notifier;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;

/**
 * Writes lines into FIFOs, which are made when they are first used and go when the director stops (N4, N5). Every line ends
 * with a line feed and nothing else: the zero byte that the reference appends to lines about virtual servers (LN1) breaks
 * readers that go by lines and serves none.
 */
@Component(service = Notifier.class)
public final class FifoNotifier implements Notifier {
    private final Map<Path, Fifo> fifos = new ConcurrentHashMap<>();

    @Override
    public String name() {
        return "fifo";
    }

    @Override
    public void tell(Notice notice) throws IOException {
        IOException first = null;
        for (Notice.FifoLine line : notice.fifoLines()) {
            try {
                fifo(Path.of(line.fifo())).write(line.line() + "\n");
            } catch (IOException e) {
                if (first == null) {
                    first = e;
                } else {
                    first.addSuppressed(e);
                }
            }
        }
        if (first != null) {
            throw first;
        }
    }

    private Fifo fifo(Path path) throws IOException {
        Fifo known = fifos.get(path);
        if (known != null && known.usable()) {
            return known;
        }
        if (known != null) {
            known.close();
        }
        Fifo opened = Fifo.open(path);
        fifos.put(path, opened);
        return opened;
    }

    @Override
    public void settle(long millis) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        for (Fifo fifo : fifos.values()) {
            fifo.drain(Duration.ofNanos(Math.max(0, deadline - System.nanoTime())));
        }
    }

    /** Closes the FIFOs and removes those that this notifier made. */
    @Deactivate
    public void deactivate() throws IOException {
        for (Fifo fifo : fifos.values()) {
            fifo.close();
        }
        fifos.clear();
    }
}
