package io.vigil.core.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class BlockingSharesTest {
    private static final String GREEDY = "greedy";
    private static final String MODEST = "modest";

    private final ExecutorService four = Executors.newFixedThreadPool(4, Transport.threads("test-shares"));
    private final BlockingShares shares = new BlockingShares(four, 2);
    private final Semaphore begun = new Semaphore(0);
    private final CountDownLatch end = new CountDownLatch(1);

    @AfterEach
    void stop() {
        end.countDown();
        shares.close();
    }

    private void hang() {
        begun.release();
        try {
            end.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private List<Future<?>> hanging(int count) {
        List<Future<?>> tasks = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            tasks.add(shares.submit(GREEDY, this::hang));
        }
        return tasks;
    }

    @Test
    void leavesThreadsToOthersHoweverManyOfOneOwnersClientsHang() throws Exception {
        hanging(100);
        assertThat(begun.tryAcquire(2, 10, TimeUnit.SECONDS)).isTrue();
        CountDownLatch served = new CountDownLatch(50);
        for (int i = 0; i < 50; i++) {
            var unused = shares.submit(MODEST, served::countDown);
        }
        assertThat(served.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(begun.availablePermits()).as("more than the share began").isZero();
    }

    @Test
    void startsTheNextWhenOneEndsAndSkipsWhatWasCancelled() throws Exception {
        List<Future<?>> tasks = hanging(6);
        assertThat(begun.tryAcquire(2, 10, TimeUnit.SECONDS)).isTrue();
        tasks.subList(2, 5).forEach(task -> task.cancel(true));
        end.countDown();
        tasks.get(5).get(10, TimeUnit.SECONDS);
        assertThat(begun.tryAcquire(1, 10, TimeUnit.SECONDS)).isTrue();
        assertThat(begun.availablePermits()).as("cancelled work ran").isZero();
    }

    /** An owner is a class loader: holding on to it would keep an uninstalled bundle in memory. */
    @Test
    void remembersNoOwnerThatHasNothingToDo() throws Exception {
        List<Future<?>> tasks = hanging(6);
        assertThat(begun.tryAcquire(2, 10, TimeUnit.SECONDS)).isTrue();
        assertThat(shares.owners()).isEqualTo(1);
        tasks.forEach(task -> task.cancel(true));
        four.shutdown();
        assertThat(four.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
        assertThat(shares.owners()).isZero();
    }
}
