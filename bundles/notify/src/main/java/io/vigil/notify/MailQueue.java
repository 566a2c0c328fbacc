package io.vigil.notify;

import io.vigil.api.notify.Mail;
import java.io.IOException;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Mails on their way: delivered one after the other by one thread, tried again when the relay may take them later. */
final class MailQueue implements AutoCloseable {
    /**
     * How often to try.
     *
     * @param room mails that may wait
     * @param pauses before the second, third, ... attempt; when they are used up the mail is given up
     */
    record Settings(int room, List<Duration> pauses) {
        Settings {
            pauses = List.copyOf(pauses);
            if (room < 1) {
                throw new IllegalArgumentException("room for " + room + " mails is below 1");
            }
        }
    }

    private record Letter(Mail mail, String text, int attempt, long dueNanos, long number) {}

    private static final Logger log = LoggerFactory.getLogger(MailQueue.class);
    private static final long JOIN_MILLIS = 500;

    private final Settings settings;
    private final MailCourier courier;
    private final Thread thread;
    private final Queue<Letter> letters =
            new PriorityQueue<>(Comparator.comparingLong(Letter::dueNanos).thenComparingLong(Letter::number));
    private long number;
    private boolean delivering;
    private boolean closed;
    private long delivered;
    private long givenUp;

    MailQueue(Settings settings, MailCourier courier) {
        this.settings = settings;
        this.courier = courier;
        this.thread = new Thread(this::run, "notify-smtp-mails");
        thread.setDaemon(true);
        thread.start();
    }

    /**
     * Takes a mail.
     *
     * @throws IOException when there is no room
     */
    synchronized void add(Mail mail, String text) throws IOException {
        if (letters.size() >= settings.room()) {
            throw new IOException(
                    "mail \"" + mail.subject() + "\" was dropped: " + letters.size() + " mails wait for relay "
                            + mail.relay().host() + ":" + mail.relay().port() + " already");
        }
        put(mail, text, 0, Duration.ZERO);
    }

    private synchronized void put(Mail mail, String text, int attempt, Duration pause) {
        letters.add(new Letter(mail, text, attempt, System.nanoTime() + pause.toNanos(), ++number));
        notifyAll();
    }

    private void run() {
        try {
            for (Letter letter = next(); letter != null; letter = next()) {
                deliver(letter);
            }
        } catch (InterruptedException e) {
            log.debug("smtp: the queue was stopped");
        }
    }

    private synchronized @Nullable Letter next() throws InterruptedException {
        delivering = false;
        notifyAll();
        while (!closed) {
            Letter first = letters.peek();
            long wait = first == null ? Long.MAX_VALUE : first.dueNanos() - System.nanoTime();
            if (wait <= 0) {
                delivering = true;
                return letters.poll();
            }
            TimeUnit.NANOSECONDS.timedWait(this, Math.min(wait, TimeUnit.HOURS.toNanos(1)));
        }
        return null;
    }

    private void deliver(Letter letter) {
        try {
            courier.deliver(letter.mail(), letter.text());
            count(true);
            log.debug("smtp: mail \"{}\" was taken", letter.mail().subject());
        } catch (MailFailure e) {
            failed(letter, e);
        } catch (IOException | RuntimeException e) {
            count(false);
            log.error("smtp: mail \"{}\" was given up", letter.mail().subject(), e);
        }
    }

    private void failed(Letter letter, MailFailure e) {
        int attempt = letter.attempt();
        String subject = letter.mail().subject();
        if (e.again().isEmpty()) {
            count(false);
            log.error("smtp: {}; the refusal of mail \"{}\" is final", e.getMessage(), subject);
        } else if (attempt >= settings.pauses().size()) {
            count(false);
            log.error("smtp: {}; mail \"{}\" is given up after {} attempts", e.getMessage(), subject, attempt + 1);
        } else {
            Duration pause = settings.pauses().get(attempt);
            log.warn("smtp: {}; mail \"{}\" is tried again in {} s", e.getMessage(), subject, pause.toSeconds());
            Mail rest = new Mail(
                    letter.mail().relay(),
                    letter.mail().from(),
                    e.again(),
                    subject,
                    letter.mail().body());
            put(rest, letter.text(), attempt + 1, pause);
        }
    }

    private synchronized void count(boolean taken) {
        if (taken) {
            delivered++;
        } else {
            givenUp++;
        }
    }

    /** Mails that a relay took. */
    synchronized long delivered() {
        return delivered;
    }

    /** Mails that were given up. */
    synchronized long givenUp() {
        return givenUp;
    }

    /** Waits, no longer than this, until nothing is on its way that is due; mails that wait for another attempt do not count. */
    synchronized boolean settle(Duration limit) throws InterruptedException {
        long deadline = System.nanoTime() + limit.toNanos();
        while (delivering || due()) {
            long left = deadline - System.nanoTime();
            if (left <= 0) {
                return false;
            }
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
        return true;
    }

    private synchronized boolean due() {
        Letter first = letters.peek();
        return first != null && first.dueNanos() - System.nanoTime() <= 0;
    }

    /** Stops; what waits is lost and told. */
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            if (!letters.isEmpty()) {
                log.warn(
                        "smtp: {} mails that still wait for their relay are lost, because the director stops",
                        letters.size());
            }
            letters.clear();
            notifyAll();
        }
        thread.interrupt();
        try {
            thread.join(JOIN_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
