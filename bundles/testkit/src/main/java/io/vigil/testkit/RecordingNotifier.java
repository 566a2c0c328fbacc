package io.vigil.testkit;

import io.vigil.api.notify.Notice;
import io.vigil.api.notify.Notifier;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** A notifier that remembers what it was told. Thread-safe. */
public final class RecordingNotifier implements Notifier {
    private final String name;
    private final List<Notice> told = new ArrayList<>();
    private int failures;

    /** One with this name. */
    public RecordingNotifier(String name) {
        this.name = name;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public synchronized void tell(Notice notice) throws IOException {
        if (failures > 0) {
            failures--;
            throw new IOException("the next " + failures + " fail as well");
        }
        told.add(notice);
        notifyAll();
    }

    /** Fails the next times it is told something. */
    public synchronized void fail(int times) {
        failures = times;
    }

    /** Everything it was told. */
    public synchronized List<Notice> told() {
        return List.copyOf(told);
    }

    /** Waits until it was told this many, at most five seconds, and gives everything it was told. */
    public synchronized List<Notice> await(int count) throws InterruptedException {
        long end = System.nanoTime() + 5_000_000_000L;
        while (told.size() < count && System.nanoTime() < end) {
            wait(50);
        }
        return List.copyOf(told);
    }
}
