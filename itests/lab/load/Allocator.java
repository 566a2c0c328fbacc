import java.util.concurrent.locks.LockSupport;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;

/** Load for the benchmark: allocates about 50 MB a second inside the director's process, 8 MB of it living. */
public final class Allocator implements BundleActivator {
    private volatile boolean running = true;

    @Override
    public void start(BundleContext context) {
        Thread thread = new Thread(this::run, "benchmark allocator");
        thread.setDaemon(true);
        thread.start();
    }

    private void run() {
        byte[][] living = new byte[128][];
        for (int i = 0; running; i++) {
            for (int n = 0; n < 8; n++) {
                living[(i * 8 + n) & 127] = new byte[65536];
            }
            LockSupport.parkNanos(10_000_000L);
        }
    }

    @Override
    public void stop(BundleContext context) {
        running = false;
    }
}
