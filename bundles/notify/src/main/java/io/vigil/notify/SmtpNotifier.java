package io.vigil.notify;

import io.vigil.api.notify.Notice;
import io.vigil.api.notify.Notifier;
import java.io.IOException;
import java.time.Duration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/**
 * Sends mails through the relay that the configuration names. Unlike the reference it keeps a mail that the relay cannot take
 * now (unreachable, silent, a 4xx reply) and tries again; a 5xx reply is final.
 */
@Component(service = Notifier.class, configurationPid = "io.vigil.notify.smtp")
@Designate(ocd = SmtpNotifier.Config.class)
public final class SmtpNotifier implements Notifier {
    /** Configuration. */
    @ObjectClassDefinition(name = "Vigil: mail")
    public @interface Config {
        /** Mails that may wait. */
        @AttributeDefinition(description = "Mails that may wait for their relay; more are dropped and logged")
        int queueLength() default 500;

        /** Pauses. */
        @AttributeDefinition(description = "Seconds before the second, third, ... attempt; then the mail is given up")
        int[] retrySeconds() default {5, 30, 120, 600, 1800};
    }

    private final MailQueue queue;

    /** Called by Declarative Services. */
    @Activate
    public SmtpNotifier(Config config) {
        this(
                new MailQueue.Settings(
                        config.queueLength(),
                        java.util.Arrays.stream(config.retrySeconds())
                                .mapToObj(Duration::ofSeconds)
                                .toList()),
                new SmtpCourier());
    }

    SmtpNotifier(MailQueue.Settings settings, MailCourier courier) {
        queue = new MailQueue(settings, courier);
    }

    @Override
    public String name() {
        return "smtp";
    }

    @Override
    public void tell(Notice notice) throws IOException {
        if (notice.mail().isPresent()) {
            queue.add(
                    notice.mail().get(),
                    MailText.of(notice.mail().get(), notice.event().at()));
        }
    }

    /** The mails on their way. */
    MailQueue queue() {
        return queue;
    }

    @Override
    public void settle(long millis) throws InterruptedException {
        queue.settle(Duration.ofMillis(millis));
    }

    /** Stops sending. */
    @Deactivate
    public void deactivate() {
        queue.close();
    }
}
