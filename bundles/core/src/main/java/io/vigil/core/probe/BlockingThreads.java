package io.vigil.core.probe;

import java.lang.reflect.InvocationTargetException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Makes the executor that is lent to blocking clients: virtual threads where the JVM has them, else a bounded pool. */
final class BlockingThreads {
    private static final String NAME = "check-blocking";
    private static final long IDLE_SECONDS = 30;

    private BlockingThreads() {}

    /** Threads without end, or no more than this of which no class loader's checkers hold more than half. */
    static BlockingShares open(int most) {
        if (Runtime.version().feature() >= 21) {
            try {
                return new BlockingShares(virtual(), Integer.MAX_VALUE);
            } catch (NoSuchMethodException
                    | IllegalAccessException
                    | InvocationTargetException
                    | ClassNotFoundException e) {
                return new BlockingShares(pool(most), Math.max(1, most / 2));
            }
        }
        return new BlockingShares(pool(most), Math.max(1, most / 2));
    }

    /** What does not find a thread waits in line until its own deadline takes it out again. */
    private static ExecutorService pool(int most) {
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                most, most, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), Transport.threads(NAME));
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    /** {@code Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("check-blocking-", 1).factory())}, built for Java 17. */
    private static ExecutorService virtual()
            throws NoSuchMethodException, IllegalAccessException, InvocationTargetException, ClassNotFoundException {
        Class<?> builderType = Class.forName("java.lang.Thread$Builder$OfVirtual");
        Object builder = Thread.class.getMethod("ofVirtual").invoke(null);
        Object named = builderType.getMethod("name", String.class, long.class).invoke(builder, NAME + "-", 1L);
        ThreadFactory factory = (ThreadFactory) builderType.getMethod("factory").invoke(named);
        return (ExecutorService) Executors.class
                .getMethod("newThreadPerTaskExecutor", ThreadFactory.class)
                .invoke(null, factory);
    }
}
