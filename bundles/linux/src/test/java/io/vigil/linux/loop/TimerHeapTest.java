package io.vigil.linux.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TimerHeapTest {
    private final TimerHeap heap = new TimerHeap();

    @Test
    void givesTimersByDeadlineAndThoseOfOneDeadlineInTheOrderSet() {
        Timer late = heap.add(30, TimerHeapTest::nothing);
        Timer first = heap.add(10, TimerHeapTest::nothing);
        Timer second = heap.add(10, TimerHeapTest::nothing);
        assertThat(takeAll(100)).containsExactly(first, second, late);
    }

    @Test
    void givesNothingBeforeItsDeadline() {
        heap.add(10, TimerHeapTest::nothing);
        assertThat(heap.takeDue(9, Long.MAX_VALUE)).isNull();
        assertThat(heap.takeDue(10, Long.MAX_VALUE)).isNotNull();
    }

    @Test
    void comparesAcrossTheOverflowOfNanoTime() {
        Timer before = heap.add(Long.MAX_VALUE - 5, TimerHeapTest::nothing);
        Timer after = heap.add(Long.MIN_VALUE + 5, TimerHeapTest::nothing);
        assertThat(heap.firstDeadline()).isEqualTo(before.deadlineNanos());
        assertThat(heap.due(Long.MAX_VALUE - 4)).isTrue();
        assertThat(takeAll(Long.MAX_VALUE)).containsExactly(before);
        assertThat(takeAll(Long.MIN_VALUE + 5)).containsExactly(after);
    }

    @Test
    void leavesTimersSetSinceForTheNextRound() {
        heap.add(1, TimerHeapTest::nothing);
        long order = heap.nextOrder();
        Timer since = heap.add(0, TimerHeapTest::nothing);
        assertThat(heap.takeDue(5, order)).isNull();
        assertThat(heap.takeDue(5, heap.nextOrder())).isEqualTo(since);
    }

    @Test
    void cancelsOnce() {
        Timer timer = heap.add(1, TimerHeapTest::nothing);
        assertThat(timer.pending()).isTrue();
        assertThat(timer.cancel()).isTrue();
        assertThat(timer.cancel()).isFalse();
        assertThat(timer.pending()).isFalse();
        assertThat(heap.isEmpty()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void agreesWithASortedListWhateverIsSetAndCancelled(long seed) {
        Random random = new Random(seed);
        List<Timer> model = new ArrayList<>();
        for (int step = 0; step < 5_000; step++) {
            int choice = random.nextInt(10);
            if (choice < 5) {
                model.add(heap.add(random.nextInt(1000), TimerHeapTest::nothing));
            } else if (choice < 8 && !model.isEmpty()) {
                assertThat(model.remove(random.nextInt(model.size())).cancel())
                        .as("seed %d step %d", seed, step)
                        .isTrue();
            } else {
                long now = random.nextInt(1000);
                Timer expected = model.stream()
                        .filter(t -> t.deadlineNanos <= now)
                        .min(Comparator.comparingLong((Timer t) -> t.deadlineNanos)
                                .thenComparingLong(t -> t.order))
                        .orElse(null);
                assertThat(heap.takeDue(now, Long.MAX_VALUE))
                        .as("seed %d step %d", seed, step)
                        .isEqualTo(expected);
                model.remove(expected);
            }
        }
    }

    private static void nothing() {}

    private List<Timer> takeAll(long now) {
        List<Timer> taken = new ArrayList<>();
        for (Timer t = heap.takeDue(now, Long.MAX_VALUE); t != null; t = heap.takeDue(now, Long.MAX_VALUE)) {
            taken.add(t);
        }
        return taken;
    }
}
