package io.vigil.core.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class DirectorThreadTest {
    @Test
    void runsTasksInOrderOnOneNamedThreadAndWritesOutAfterEachTurn() throws InterruptedException {
        AtomicInteger turns = new AtomicInteger();
        List<Integer> seen = new ArrayList<>();
        CountDownLatch done = new CountDownLatch(1);
        try (DirectorThread loop = new DirectorThread()) {
            loop.afterTurn(turns::incrementAndGet);
            for (int i = 0; i < 1_000; i++) {
                int number = i;
                loop.post(() -> seen.add(number));
            }
            loop.post(() -> assertThat(Thread.currentThread().getName()).isEqualTo("director"));
            loop.post(done::countDown);
            loop.start();
            assertThat(done.await(10, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(seen).hasSize(1_000).isSorted();
        assertThat(turns.get()).as("one turn for what was waiting").isBetween(1, 3);
    }

    @Test
    void goesOnAfterATaskThatFails() throws InterruptedException {
        CountDownLatch done = new CountDownLatch(1);
        try (DirectorThread loop = new DirectorThread()) {
            loop.start();
            loop.post(() -> {
                throw new IllegalStateException("a bug, as this test wants it");
            });
            loop.post(done::countDown);
            assertThat(done.await(10, TimeUnit.SECONDS)).isTrue();
            assertThat(loop.failures()).isEqualTo(1);
        }
    }

    @Test
    void runsTimersInTheirOrderAndDropsCancelledOnes() throws InterruptedException {
        List<String> seen = new ArrayList<>();
        CountDownLatch done = new CountDownLatch(1);
        try (DirectorThread loop = new DirectorThread()) {
            loop.start();
            loop.post(() -> {
                loop.after(Duration.ofMillis(60), done::countDown);
                loop.after(Duration.ofMillis(40), () -> seen.add("second"));
                loop.after(Duration.ofMillis(20), () -> seen.add("first"));
                loop.after(Duration.ofMillis(30), () -> seen.add("cancelled")).cancel();
            });
            assertThat(done.await(10, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(seen).containsExactly("first", "second");
    }

    @Test
    void runsWhatWasPostedBeforeItEnds() {
        AtomicInteger runs = new AtomicInteger();
        DirectorThread loop = new DirectorThread();
        loop.start();
        for (int i = 0; i < 100; i++) {
            loop.post(runs::incrementAndGet);
        }
        loop.close();
        loop.close();
        assertThat(runs.get()).isEqualTo(100);
    }
}
