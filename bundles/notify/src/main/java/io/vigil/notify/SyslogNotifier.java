package io.vigil.notify;

import io.vigil.api.notify.Event;
import io.vigil.api.notify.Notice;
import io.vigil.api.notify.Notifier;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Writes every event to the system's log, under the reference's identities (LG1), so that what greps for them goes on. */
@Component(service = Notifier.class, configurationPid = "io.vigil.notify.syslog")
@Designate(ocd = SyslogNotifier.Config.class)
public final class SyslogNotifier implements Notifier {
    /** Configuration. */
    @ObjectClassDefinition(name = "Vigil: syslog")
    public @interface Config {
        /** Whether events are written at all. */
        @AttributeDefinition(description = "Whether events are written to the system's log")
        boolean enabled() default true;

        /** The log's socket. */
        @AttributeDefinition(description = "The datagram socket of the system's log")
        String socket() default "/dev/log";

        /** The facility. */
        @AttributeDefinition(description = "Facility: daemon, user, or local0 to local7")
        String facility() default "daemon";
    }

    /** Who an event is from, in the reference's names. */
    enum Identity {
        PARENT("Keepalived"),
        VRRP("Keepalived_vrrp"),
        CHECKERS("Keepalived_healthcheckers");

        private final String tag;

        Identity(String tag) {
            this.tag = tag;
        }

        String tag() {
            return tag;
        }

        static Identity of(Event.Kind kind) {
            return switch (kind) {
                case INSTANCE, GROUP, PRIORITY, SCRIPT -> VRRP;
                case SERVER, QUORUM, CHECK, CHECKER_TYPE, DATA_PLANE -> CHECKERS;
                case CONFIG, DIRECTOR -> PARENT;
            };
        }
    }

    private final boolean enabled;
    private final Facility facility;
    private final Path socket;
    private final List<String> logger;
    private final Map<Identity, SyslogPipe> pipes = new EnumMap<>(Identity.class);

    /** Called by Declarative Services. */
    @Activate
    public SyslogNotifier(Config config) {
        this(config.enabled(), Facility.of(config.facility()), Path.of(config.socket()), List.of("logger"));
    }

    SyslogNotifier(boolean enabled, Facility facility, Path socket, List<String> logger) {
        this.enabled = enabled;
        this.facility = facility;
        this.socket = socket;
        this.logger = List.copyOf(logger);
    }

    @Override
    public String name() {
        return "syslog";
    }

    @Override
    public synchronized void tell(Notice notice) throws IOException {
        if (!enabled) {
            return;
        }
        Event event = notice.event();
        Identity identity = Identity.of(event.kind());
        SyslogPipe pipe = pipes.get(identity);
        if (pipe == null) {
            pipe = new SyslogPipe(logger, socket, identity.tag());
            pipes.put(identity, pipe);
        }
        pipe.write(facility.priority(Facility.severity(event)), event.message());
    }

    /** Ends the programs that write. */
    @Deactivate
    public synchronized void deactivate() {
        pipes.values().forEach(SyslogPipe::close);
        pipes.clear();
    }
}
