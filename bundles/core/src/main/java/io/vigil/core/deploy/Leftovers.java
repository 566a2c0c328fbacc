package io.vigil.core.deploy;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.wiring.BundleWiring;

/**
 * Notices threads that outlive the bundle that started them: they keep its classes in memory and do no one knows what. They cannot
 * be ended from outside; they can be told. Any thread may call it.
 */
final class Leftovers {
    private static final long FIRST_LOOK_NANOS = 3_000_000_000L;
    private static final long LAST_LOOK_NANOS = 60_000_000_000L;
    private static final int MOST = 200;

    private record Departed(String name, WeakReference<ClassLoader> loader, long atNanos) {}

    private final List<Departed> departed = new ArrayList<>();

    /** A bundle's checker goes; call it while the bundle still has its classes. */
    synchronized void left(@Nullable Bundle bundle) {
        BundleWiring wiring = bundle == null ? null : bundle.adapt(BundleWiring.class);
        if (bundle != null && wiring != null && wiring.getClassLoader() != null && departed.size() < MOST) {
            departed.add(new Departed(
                    bundle.getSymbolicName() + " " + bundle.getVersion(),
                    new WeakReference<>(wiring.getClassLoader()),
                    System.nanoTime()));
        }
    }

    /** Threads of bundles that left. */
    synchronized List<String> look() {
        List<String> found = new ArrayList<>();
        for (Iterator<Departed> each = departed.iterator(); each.hasNext(); ) {
            Departed bundle = each.next();
            long age = System.nanoTime() - bundle.atNanos();
            ClassLoader loader = bundle.loader().get();
            if (age < FIRST_LOOK_NANOS) {
                continue;
            }
            List<String> threads = loader == null ? List.of() : threads(loader);
            if (!threads.isEmpty()) {
                found.add(bundle.name() + " left, and "
                        + (threads.size() == 1 ? "a thread" : threads.size() + " threads")
                        + " of it still run" + (threads.size() == 1 ? "s" : "") + ": " + String.join(", ", threads)
                        + "; only a restart ends them");
            } else if (loader == null || age > LAST_LOOK_NANOS) {
                each.remove();
            }
        }
        return found;
    }

    /** By context class loader, which a thread inherits, or by its own class; lent threads are never seen, they give it back. */
    private static List<String> threads(ClassLoader loader) {
        return everyThread().stream()
                .filter(t -> t.isAlive()
                        && (t.getContextClassLoader() == loader || t.getClass().getClassLoader() == loader))
                .map(Thread::getName)
                .sorted()
                .toList();
    }

    /** All threads, without stopping them as a dump of their stacks would. */
    private static List<Thread> everyThread() {
        ThreadGroup top = Thread.currentThread().getThreadGroup();
        while (top.getParent() != null) {
            top = top.getParent();
        }
        Thread[] threads = new Thread[top.activeCount() * 2 + 50];
        int count = top.enumerate(threads, true);
        return Arrays.stream(threads, 0, count).filter(Objects::nonNull).toList();
    }
}
