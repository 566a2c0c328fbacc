package io.vigil.linux.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vigil.linux.LinuxException;
import io.vigil.linux.libc.Constants;
import io.vigil.linux.libc.NativeBuffer;
import io.vigil.linux.libc.Syscalls;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
final class EventLoopTest {
    private final List<Throwable> failures = new ArrayList<>();
    private final List<Long> lateness = new ArrayList<>();
    private final List<String> log = new ArrayList<>();
    private final NativeBuffer buffer = new NativeBuffer(64);
    private int[] pair = new int[0];
    private EventLoop loop = open();

    private EventLoop open() {
        try {
            return EventLoop.open("loop-under-test", new LoopListener() {
                @Override
                public void timerFired(long lateNanos) {
                    lateness.add(lateNanos);
                }

                @Override
                public void callbackFailed(Throwable failure) {
                    failures.add(failure);
                }
            });
        } catch (LinuxException e) {
            throw new AssertionError(e);
        }
    }

    @BeforeEach
    void openPair() throws LinuxException {
        pair = Syscalls.socketPair(Constants.SOCK_DGRAM | Constants.SOCK_NONBLOCK);
    }

    @AfterEach
    void close() {
        loop.close();
        Syscalls.close(pair[0]);
        Syscalls.close(pair[1]);
    }

    @Test
    void runsTasksInTheOrderPostedOnItsOwnThread() throws Exception {
        loop.start();
        List<Integer> seen = new ArrayList<>();
        IntStream.range(0, 5000).forEach(i -> loop.execute(() -> seen.add(i)));
        String thread = onLoop(() -> Thread.currentThread().getName());
        assertThat(thread).isEqualTo("loop-under-test");
        assertThat(seen).isEqualTo(IntStream.range(0, 5000).boxed().toList());
        assertThat(failures).isEmpty();
    }

    /** A router that was paused: its time-out has passed, and the advert that would have cancelled it waits to be read. */
    @Test
    void readsWhatIsReadyBeforeATimerThatIsDue() throws Exception {
        loop.start();
        CountDownLatch done = new CountDownLatch(2);
        onLoop(() -> {
            loop.register(pair[0], EventLoop.READ, events -> {
                read();
                log.add("input");
                done.countDown();
            });
            send();
            loop.schedule(System.nanoTime() - 1_000_000_000L, () -> {
                log.add("timer");
                done.countDown();
            });
            return true;
        });
        assertThat(done.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(log).containsExactly("input", "timer");
    }

    @Test
    void letsInputCancelATimerThatIsDue() throws Exception {
        loop.start();
        CountDownLatch read = new CountDownLatch(1);
        onLoop(() -> {
            Timer takeover = loop.schedule(System.nanoTime() - 1, () -> log.add("takeover"));
            loop.register(pair[0], EventLoop.READ, events -> {
                read();
                takeover.cancel();
                read.countDown();
            });
            send();
            return true;
        });
        assertThat(read.await(10, TimeUnit.SECONDS)).isTrue();
        onLoop(() -> true);
        assertThat(log).isEmpty();
    }

    @Test
    void readsOneByOneAllThatWaitsBeforeATimerThatIsDue() throws Exception {
        loop.start();
        CompletableFuture<Boolean> fired = new CompletableFuture<>();
        onLoop(() -> {
            loop.register(pair[0], EventLoop.READ, events -> {
                read(); // one datagram a call
                log.add("input");
            });
            for (int i = 0; i < 10; i++) {
                send();
            }
            loop.schedule(System.nanoTime(), () -> fired.complete(log.add("timer")));
            return true;
        });
        fired.get(10, TimeUnit.SECONDS);
        assertThat(log).hasSize(11).last().isEqualTo("timer");
    }

    @Test
    void runsTimersThoughInputNeverEnds() throws Exception {
        loop.start();
        CompletableFuture<Boolean> fired = new CompletableFuture<>();
        onLoop(() -> {
            loop.register(pair[0], EventLoop.READ, events -> {}); // never reads: always ready
            send();
            loop.schedule(System.nanoTime() + 1_000_000, () -> fired.complete(true));
            return true;
        });
        assertThat(fired.get(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void firesTimersInOrderNeverEarlyAndTellsHowLate() throws Exception {
        loop.start();
        List<Long> early = new ArrayList<>();
        CountDownLatch done = new CountDownLatch(3);
        onLoop(() -> {
            long now = System.nanoTime();
            for (int millis : new int[] {15, 5, 10}) {
                long deadline = now + millis * 1_000_000L;
                loop.schedule(deadline, () -> {
                    log.add(millis + "");
                    early.add(Math.min(0, System.nanoTime() - deadline));
                    done.countDown();
                });
            }
            return true;
        });
        assertThat(done.await(10, TimeUnit.SECONDS)).isTrue();
        onLoop(() -> true);
        assertThat(log).containsExactly("5", "10", "15");
        assertThat(early).containsOnly(0L);
        assertThat(lateness).hasSize(3).allMatch(late -> late >= 0);
    }

    /** The second timer is set by input, so only after the loop has begun to wait for the first. */
    @Test
    void wakesForAnEarlierTimerSetWhileWaitingForALaterOne() throws Exception {
        loop.start();
        CompletableFuture<Boolean> fired = new CompletableFuture<>();
        onLoop(() -> {
            loop.schedule(System.nanoTime() + 3_600_000_000_000L, () -> {});
            return loop.register(pair[0], EventLoop.READ, events -> {
                read();
                loop.schedule(System.nanoTime() + 2_000_000, () -> fired.complete(true));
            });
        });
        send();
        assertThat(fired.get(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void deliversNothingToARegistrationMadeInTheSameTurnForAnotherThatWasClosed() throws Exception {
        int[] other = Syscalls.socketPair(Constants.SOCK_DGRAM | Constants.SOCK_NONBLOCK);
        loop.start();
        CompletableFuture<Boolean> later = new CompletableFuture<>();
        AtomicInteger strays = new AtomicInteger();
        onLoop(() -> {
            Registration[] both = new Registration[2];
            ReadyHandler handler = events -> {
                try {
                    for (int i = 0; i < 2; i++) {
                        int fd = i == 0 ? pair[0] : other[0];
                        Syscalls.read(fd, buffer, "test");
                        both[i].close();
                        loop.register(fd, EventLoop.READ, e -> strays.incrementAndGet());
                    }
                } catch (LinuxException e) {
                    throw new IllegalStateException(e);
                }
            };
            both[0] = loop.register(pair[0], EventLoop.READ, handler);
            both[1] = loop.register(other[0], EventLoop.READ, handler);
            send();
            Syscalls.send(other[1], buffer, 1, 0, "test");
            loop.schedule(System.nanoTime() + 1_000_000, () -> later.complete(true));
            return true;
        });
        later.get(10, TimeUnit.SECONDS);
        assertThat(failures).isEmpty();
        assertThat(strays).hasValue(0);
        Syscalls.close(other[0]);
        Syscalls.close(other[1]);
    }

    @Test
    void goesOnAfterACallbackFailedAndTellsIt() throws Exception {
        loop.start();
        CompletableFuture<Boolean> fired = new CompletableFuture<>();
        onLoop(() -> {
            loop.execute(() -> {
                throw new IllegalArgumentException("task");
            });
            loop.schedule(System.nanoTime(), () -> {
                throw new IllegalArgumentException("timer");
            });
            loop.register(pair[0], EventLoop.READ, events -> {
                read();
                throw new IllegalArgumentException("handler");
            });
            send();
            loop.schedule(System.nanoTime() + 1_000_000, () -> fired.complete(true));
            return true;
        });
        fired.get(10, TimeUnit.SECONDS);
        assertThat(onLoop(() -> List.copyOf(failures)))
                .extracting(Throwable::getMessage)
                .containsExactlyInAnyOrder("task", "timer", "handler");
    }

    @Test
    void deliversNothingToARegistrationClosedInTheSameTurn() throws Exception {
        int[] other = Syscalls.socketPair(Constants.SOCK_DGRAM | Constants.SOCK_NONBLOCK);
        loop.start();
        CompletableFuture<Boolean> later = new CompletableFuture<>();
        AtomicInteger calls = new AtomicInteger();
        onLoop(() -> {
            Registration[] both = new Registration[2];
            // Whichever is told first closes both.
            ReadyHandler handler = events -> {
                calls.incrementAndGet();
                both[0].close();
                both[1].close();
            };
            both[0] = loop.register(pair[0], EventLoop.READ, handler);
            both[1] = loop.register(other[0], EventLoop.READ, handler);
            send();
            Syscalls.send(other[1], buffer, 1, 0, "test");
            loop.schedule(System.nanoTime() + 1_000_000, () -> later.complete(true));
            return true;
        });
        later.get(10, TimeUnit.SECONDS);
        assertThat(calls).hasValue(1);
        assertThat(failures).isEmpty();
        Syscalls.close(other[0]);
        Syscalls.close(other[1]);
    }

    @Test
    void canRegisterADescriptorAgainAfterClosing() throws Exception {
        CompletableFuture<Boolean> told = new CompletableFuture<>();
        loop.register(pair[0], EventLoop.READ, events -> log.add("old")).close();
        loop.register(pair[0], EventLoop.READ, events -> told.complete(read()));
        loop.start();
        send();
        told.get(10, TimeUnit.SECONDS);
        assertThat(log).isEmpty();
    }

    @Test
    void refusesOtherThreadsOnceStarted() throws Exception {
        loop.start();
        onLoop(() -> true);
        assertThatThrownBy(() -> loop.schedule(0, () -> {}))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("only the thread loop-under-test");
        assertThatThrownBy(loop::start).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void runsWhatWasPostedBeforeItClosesAndRefusesWhatComesAfter() {
        loop.start();
        AtomicInteger ran = new AtomicInteger();
        for (int i = 0; i < 3000; i++) {
            loop.execute(ran::incrementAndGet);
        }
        loop.close();
        loop.close();
        assertThat(ran).hasValue(3000);
        assertThatThrownBy(() -> loop.execute(() -> {})).isInstanceOf(RejectedExecutionException.class);
        assertThat(failures).isEmpty();
    }

    @Test
    void closesFromItsOwnThreadWithoutWaitingForItself() throws Exception {
        loop.start();
        CompletableFuture<Boolean> closed = new CompletableFuture<>();
        loop.execute(() -> {
            loop.close();
            closed.complete(true);
        });
        assertThat(closed.get(10, TimeUnit.SECONDS)).isTrue();
        loop.close();
        assertThatThrownBy(() -> loop.execute(() -> {})).isInstanceOf(RejectedExecutionException.class);
    }

    @Test
    void closesWithoutEverHavingStarted() {
        loop.close();
        loop.close();
        assertThatThrownBy(loop::start).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void leaksNoDescriptors() throws Exception {
        int before = descriptors();
        for (int i = 0; i < 50; i++) {
            EventLoop one = open().start();
            one.execute(() -> {});
            one.close();
        }
        assertThat(descriptors()).isLessThan(before + 20);
    }

    @Test
    void answersARequestForRealTimeEitherWay() throws Exception {
        loop.start();
        var answer = loop.realtime(1).toCompletableFuture().get(10, TimeUnit.SECONDS);
        int policy = onLoop(() -> Syscalls.schedulerPolicy(0)) & ~Constants.SCHED_RESET_ON_FORK;
        if (answer.isPresent()) {
            assertThat(answer.get()).hasMessageStartingWith("make thread loop-under-test real-time: EPERM");
            assertThat(policy).isEqualTo(Constants.SCHED_OTHER);
        } else {
            assertThat(policy).isEqualTo(Constants.SCHED_RR);
        }
    }

    @Test
    void tellsWhyRealTimeWasRefused() throws Exception {
        loop.start();
        var answer = loop.realtime(1000).toCompletableFuture().get(10, TimeUnit.SECONDS);
        assertThat(answer).isPresent();
        assertThat(answer.get()).hasMessageContaining("EINVAL");
    }

    private static int descriptors() {
        String[] open = new java.io.File("/proc/self/fd").list();
        return open == null ? 0 : open.length;
    }

    private <T> T onLoop(java.util.concurrent.Callable<T> action) throws Exception {
        CompletableFuture<T> result = new CompletableFuture<>();
        loop.execute(() -> {
            try {
                result.complete(action.call());
            } catch (Exception e) {
                result.completeExceptionally(e);
            }
        });
        return result.get(10, TimeUnit.SECONDS);
    }

    private void send() throws LinuxException {
        Syscalls.send(pair[1], buffer, 1, 0, "test");
    }

    private boolean read() {
        try {
            return Syscalls.read(pair[0], buffer, "test") >= 0;
        } catch (LinuxException e) {
            throw new IllegalStateException(e);
        }
    }
}
