package io.vigil.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vigil.api.notify.Event;
import io.vigil.api.notify.Mail;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Mails on their way: asynchronous, tried again, bounded. */
@Timeout(60)
class SmtpNotifierTest {
    private static final Mail MAIL = Notices.mail("relay", 25, List.of("a@b", "c@d"), "body");

    private @Nullable SmtpNotifier notifier;

    private SmtpNotifier notifier(MailCourier courier, int room, Duration... pauses) {
        SmtpNotifier made = new SmtpNotifier(new MailQueue.Settings(room, List.of(pauses)), courier);
        notifier = made;
        return made;
    }

    @AfterEach
    void stop() {
        if (notifier != null) {
            notifier.deactivate();
        }
    }

    @Test
    void aMailIsHandedOverWithItsTextAndANoticeWithoutOneIsNothing() throws Exception {
        BlockingQueue<String> texts = new LinkedBlockingQueue<>();
        SmtpNotifier smtp = notifier((mail, text) -> texts.add(text), 10);
        smtp.tell(Notices.of(Notices.event(Event.Kind.DIRECTOR, "started", Map.of())));
        smtp.tell(Notices.mail(MAIL));
        assertThat(texts.poll(20, TimeUnit.SECONDS)).startsWith("Date: Mon, 01 Mar 2021 09:44:08 +0000\r\n");
        smtp.settle(20_000);
        assertThat(texts).isEmpty();
        assertThat(smtp.queue().delivered()).isEqualTo(1);
    }

    @Test
    void aRelayThatHangsHoldsUpNobodyAndTheQueueIsBounded() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        SmtpNotifier smtp = notifier(
                (mail, text) -> {
                    begun.countDown();
                    try {
                        release.await();
                    } catch (InterruptedException e) {
                        throw new IOException("interrupted", e);
                    }
                },
                2);
        smtp.tell(Notices.mail(MAIL));
        assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();
        smtp.tell(Notices.mail(MAIL));
        smtp.tell(Notices.mail(MAIL));
        assertThatThrownBy(() -> smtp.tell(Notices.mail(MAIL)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("was dropped: 2 mails wait for relay relay:25 already");
        smtp.settle(20);
        assertThat(smtp.queue().delivered()).isZero();
        release.countDown();
        smtp.settle(20_000);
        assertThat(smtp.queue().delivered()).isEqualTo(3);
    }

    @Test
    void whoWasDeferredIsTriedAgainAndNobodyElse() throws Exception {
        BlockingQueue<List<String>> attempts = new LinkedBlockingQueue<>();
        SmtpNotifier smtp = notifier(
                (mail, text) -> {
                    attempts.add(mail.to());
                    if (mail.to().size() == 2) {
                        throw new MailFailure("relay:25", "RCPT TO", "451 later", List.of("c@d"));
                    }
                },
                10,
                Duration.ofMillis(20));
        smtp.tell(Notices.mail(MAIL));
        assertThat(attempts.poll(20, TimeUnit.SECONDS)).containsExactly("a@b", "c@d");
        assertThat(attempts.poll(20, TimeUnit.SECONDS)).containsExactly("c@d");
        smtp.settle(20_000);
        assertThat(smtp.queue().delivered()).isEqualTo(1);
    }

    @Test
    void afterTheLastPauseAMailIsGivenUpAndTheNextOneGoesOn() throws Exception {
        BlockingQueue<String> attempts = new LinkedBlockingQueue<>();
        SmtpNotifier smtp = notifier(
                (mail, text) -> {
                    attempts.add(mail.subject());
                    throw new MailFailure("relay:25", "connecting", "refused", mail.to());
                },
                10,
                Duration.ofMillis(1),
                Duration.ofMillis(1));
        smtp.tell(Notices.mail(MAIL));
        for (int i = 0; i < 3; i++) {
            assertThat(attempts.poll(20, TimeUnit.SECONDS)).isEqualTo(MAIL.subject());
        }
        smtp.settle(20_000);
        assertThat(smtp.queue().givenUp()).isEqualTo(1);
        assertThat(attempts).isEmpty();
    }

    @Test
    void aFinalRefusalIsNotTriedAgain() throws Exception {
        BlockingQueue<String> attempts = new LinkedBlockingQueue<>();
        SmtpNotifier smtp = notifier(
                (mail, text) -> {
                    attempts.add(mail.subject());
                    throw new MailFailure("relay:25", "DATA", "554 spam", List.of());
                },
                10,
                Duration.ZERO);
        smtp.tell(Notices.mail(MAIL));
        assertThat(attempts.poll(20, TimeUnit.SECONDS)).isNotNull();
        smtp.settle(20_000);
        assertThat(smtp.queue().givenUp()).isEqualTo(1);
        assertThat(attempts).isEmpty();
    }

    @Test
    void stoppingInterruptsAndIsIdempotent() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        SmtpNotifier smtp = notifier(
                (mail, text) -> {
                    begun.countDown();
                    try {
                        new CountDownLatch(1).await();
                    } catch (InterruptedException e) {
                        interrupted.countDown();
                    }
                },
                10);
        smtp.tell(Notices.mail(MAIL));
        assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();
        smtp.deactivate();
        smtp.deactivate();
        assertThat(interrupted.await(20, TimeUnit.SECONDS)).isTrue();
    }
}
