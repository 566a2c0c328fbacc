package io.vigil.core.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.api.notify.Event;
import io.vigil.api.notify.Notice;
import io.vigil.testkit.ManualClock;
import io.vigil.testkit.RecordingNotifier;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class EventLogTest {
    private final ManualClock clock = new ManualClock();

    private static Report report(int i) {
        return Report.of(Event.Kind.DIRECTOR, "", "event " + i);
    }

    private static List<Long> numbers(List<Notice> notices) {
        return notices.stream().map(n -> n.event().sequence()).toList();
    }

    @Test
    void numbersEventsWithoutGapsAndKeepsTheNewest() {
        EventLog log = new EventLog(clock, 10);
        IntStream.range(0, 25).forEach(i -> log.add(report(i)));
        assertThat(log.newest()).isEqualTo(25);
        assertThat(numbers(log.after(0, 100)))
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(16, 25).boxed().toList());
        assertThat(numbers(log.after(20, 3))).containsExactly(21L, 22L, 23L);
        assertThat(log.after(25, 10)).isEmpty();
    }

    @Test
    void tellsEachNotifierEverythingInOrderAlthoughOneFails() throws InterruptedException {
        EventLog log = new EventLog(clock);
        try (Notifiers notifiers = new Notifiers(log, 0, text -> {})) {
            RecordingNotifier good = new RecordingNotifier("good");
            RecordingNotifier bad = new RecordingNotifier("bad");
            bad.fail(2);
            log.add(report(1));
            notifiers.add(good, 1);
            notifiers.add(bad, 1);
            IntStream.range(2, 201).forEach(i -> log.add(report(i)));
            assertThat(numbers(good.await(200)))
                    .containsExactlyElementsOf(
                            LongStream.rangeClosed(1, 200).boxed().toList());
            assertThat(numbers(bad.await(198)))
                    .containsExactlyElementsOf(
                            LongStream.rangeClosed(3, 200).boxed().toList());
        }
    }

    @Test
    void goesOnWhereAReplacedNotifierWas() throws InterruptedException {
        EventLog log = new EventLog(clock);
        try (Notifiers notifiers = new Notifiers(log, 0, text -> {})) {
            RecordingNotifier first = new RecordingNotifier("mail");
            notifiers.add(first, 1);
            log.add(report(1));
            first.await(1);
            notifiers.drain(1_000);
            notifiers.remove(first);
            log.add(report(2));
            RecordingNotifier second = new RecordingNotifier("mail");
            notifiers.add(second, 1);
            assertThat(numbers(second.await(1))).containsExactly(2L);
        }
    }

    @Test
    void sparesALateNotifierThePast() throws InterruptedException {
        EventLog log = new EventLog(clock);
        try (Notifiers notifiers = new Notifiers(log, 0, text -> {})) {
            log.add(report(1));
            RecordingNotifier late = new RecordingNotifier("late");
            notifiers.add(late, 180_000_000_000L);
            log.add(report(2));
            assertThat(numbers(late.await(1))).containsExactly(2L);
        }
    }

    @Test
    void saysHowManyASlowNotifierMissed() throws InterruptedException {
        EventLog log = new EventLog(clock, 10);
        CountDownLatch open = new CountDownLatch(1);
        CountDownLatch begun = new CountDownLatch(1);
        List<Long> told = new CopyOnWriteArrayList<>();
        List<String> complaints = new CopyOnWriteArrayList<>();
        io.vigil.api.notify.Notifier slow = new io.vigil.api.notify.Notifier() {
            @Override
            public String name() {
                return "slow";
            }

            @Override
            public void tell(Notice notice) throws IOException {
                told.add(notice.event().sequence());
                begun.countDown();
                try {
                    open.await();
                } catch (InterruptedException e) {
                    throw new IOException(e);
                }
            }
        };
        try (NotifierWorker worker = new NotifierWorker(slow, log, 0, complaints::add)) {
            log.add(report(1));
            begun.await();
            IntStream.range(2, 31).forEach(i -> log.add(report(i)));
            open.countDown();
            assertThat(worker.drain(30, 5_000)).isTrue();
        }
        assertThat(told)
                .containsExactlyElementsOf(LongStream.concat(LongStream.of(1), LongStream.rangeClosed(21, 30))
                        .boxed()
                        .toList());
        assertThat(complaints)
                .singleElement()
                .satisfies(text -> assertThat(text).contains("2 to 20"));
    }
}
