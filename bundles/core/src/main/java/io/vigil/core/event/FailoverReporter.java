package io.vigil.core.event;

import io.vigil.api.Script;
import io.vigil.api.failover.FailoverEvent;
import io.vigil.api.failover.FailoverSettings;
import io.vigil.api.failover.VrrpInstance.Notifications;
import io.vigil.api.failover.VrrpState;
import io.vigil.api.notify.Event;
import io.vigil.api.notify.Mail;
import io.vigil.config.GlobalSettings;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What people are told of failover (N1 to N11): scripts, FIFO line and mail, in the reference's words. Remembers what was mailed. */
public final class FailoverReporter {
    private Tell tell;
    private final Map<String, Notifications> known = new HashMap<>();
    private final Map<String, String> mailed = new HashMap<>();

    /** One that follows these settings. */
    public FailoverReporter(GlobalSettings globals, FailoverSettings settings, String hostName) {
        tell = new Tell(globals, hostName);
        learn(settings);
    }

    /** Follows other settings. Instances that are gone are remembered, because their end is still to be told. */
    public void follow(GlobalSettings globals, FailoverSettings settings, String hostName) {
        tell = new Tell(globals, hostName);
        learn(settings);
    }

    private void learn(FailoverSettings settings) {
        settings.instances().forEach(i -> known.put(key(false, i.name()), i.notifications()));
        settings.groups().forEach(g -> known.put(key(true, g.name()), g.notifications()));
    }

    private static String key(boolean group, String name) {
        return (group ? "group " : "instance ") + name;
    }

    /** The report of an event. */
    public Report report(FailoverEvent event) {
        Notifications wanted = known.getOrDefault(key(event.group(), event.name()), Notifications.NONE);
        return switch (event.kind()) {
            case TRANSITION -> state(event, event.state().name(), wanted, entering(event));
            case STOP -> state(event, "STOP", wanted, named(event) + " Stopping");
            case DELETED -> deleted(event, wanted);
            case PRIORITY -> priority(event, wanted);
            case LOWER_PRIORITY_ADVERT -> lowerPriority(event, wanted);
            case SCRIPT ->
                Report.of(Event.Kind.SCRIPT, event.name(), "VRRP_Script(" + event.name() + ") " + event.cause());
            case REMARK ->
                Report.of(
                        kind(event),
                        event.name(),
                        event.name().isEmpty() ? event.cause() : named(event) + " " + event.cause());
        };
    }

    private static String named(FailoverEvent event) {
        return event.group() ? "VRRP_Group(" + event.name() + ")" : "(" + event.name() + ")";
    }

    private static String entering(FailoverEvent event) {
        return event.group()
                ? named(event) + " Syncing instances to " + event.state() + " state"
                : named(event) + " Entering " + event.state() + " STATE";
    }

    /** A removal is told as a fault, unless the configuration has something to run for it (N7). */
    private Report deleted(FailoverEvent event, Notifications wanted) {
        String word = wanted.onDeleted().isPresent() ? "DELETED" : "FAULT";
        Report report = state(event, word, wanted, named(event) + " Removed by a reload");
        known.remove(key(event.group(), event.name()));
        mailed.remove(key(event.group(), event.name()));
        return report;
    }

    private Report state(FailoverEvent event, String word, Notifications wanted, String message) {
        List<Script> scripts = new ArrayList<>(2);
        onState(word, wanted).ifPresent(scripts::add);
        wanted.always().ifPresent(script -> scripts.add(withState(script, event, word)));
        return new Report(
                kind(event),
                event.name(),
                message + cause(event),
                Map.of("state", word, "priority", Integer.toString(event.priority())),
                new Report.Wants(scripts, mail(event, word, wanted), tell.vrrpLine(line(event, word))));
    }

    private static String cause(FailoverEvent event) {
        return event.cause().isEmpty() ? "" : " (" + event.cause() + ")";
    }

    private static Event.Kind kind(FailoverEvent event) {
        return event.group() ? Event.Kind.GROUP : Event.Kind.INSTANCE;
    }

    private static Optional<Script> onState(String word, Notifications wanted) {
        return switch (word) {
            case "MASTER" -> wanted.onMaster();
            case "BACKUP" -> wanted.onBackup();
            case "FAULT" -> wanted.onFault();
            case "STOP" -> wanted.onStop();
            case "DELETED" -> wanted.onDeleted();
            default -> Optional.empty();
        };
    }

    /** {@code notify} is given what, name, state and priority behind its own arguments (N2). */
    private static Script withState(Script script, FailoverEvent event, String word) {
        List<String> command = new ArrayList<>(script.command());
        command.addAll(List.of(
                event.group() ? "GROUP" : "INSTANCE",
                event.name(),
                word,
                event.group() ? "0" : Integer.toString(event.priority())));
        return new Script(command, script.user(), script.group(), script.refused(), script.place());
    }

    private static String line(FailoverEvent event, String word) {
        return (event.group() ? "GROUP \"" : "INSTANCE \"") + event.name() + "\" " + word + " "
                + (event.group() ? 0 : event.priority());
    }

    private Report priority(FailoverEvent event, Notifications wanted) {
        boolean told =
                wanted.priorityChanges() && (event.state() == VrrpState.MASTER || event.state() == VrrpState.BACKUP);
        return new Report(
                Event.Kind.PRIORITY,
                event.name(),
                named(event) + " " + event.cause(),
                Map.of("priority", Integer.toString(event.priority())),
                new Report.Wants(
                        List.of(),
                        Optional.empty(),
                        told ? tell.vrrpLine(line(event, event.state() + "_PRIORITY")) : List.of()));
    }

    private Report lowerPriority(FailoverEvent event, Notifications wanted) {
        return new Report(
                Event.Kind.INSTANCE,
                event.name(),
                named(event) + " " + event.cause(),
                Map.of("priority", Integer.toString(event.priority())),
                new Report.Wants(
                        wanted.onLowerPriority().stream().toList(),
                        Optional.empty(),
                        tell.vrrpLine(line(event, "MASTER_RX_LOWER_PRI"))));
    }

    /** Only when the state is another one than the last that was mailed; FAULT unless {@code no_email_faults} (N11). */
    private Optional<Mail> mail(FailoverEvent event, String word, Notifications wanted) {
        boolean unwanted = !wanted.smtpAlert()
                || (word.equals("FAULT") && !tell.globals().mail().faults())
                || word.equals("INIT");
        if (unwanted || word.equals(mailed.put(key(event.group(), event.name()), word))) {
            return Optional.empty();
        }
        String what = switch (word) {
            case "STOP" -> "Stopping";
            case "DELETED" -> "Deleted";
            default -> "Entering " + word + " state";
        };
        return tell.mail(
                (event.group() ? "VRRP Group " : "VRRP Instance ") + event.name() + " - " + what,
                event.group() ? groupBody(word) : instanceBody(word),
                event.cause());
    }

    private static String instanceBody(String word) {
        return switch (word) {
            case "MASTER" -> "VRRP Instance is now owning VRRP VIPs";
            case "STOP" -> "VRRP Instance stopping";
            case "DELETED" -> "VRRP Deleted at reload";
            default -> "VRRP Instance is no longer owning VRRP VIPs";
        };
    }

    private static String groupBody(String word) {
        return switch (word) {
            case "STOP" -> "All VRRP group instances are now stopping";
            case "DELETED" -> "VRRP Deleted at reload";
            default -> "All VRRP group instances are now in " + word + " state";
        };
    }
}
