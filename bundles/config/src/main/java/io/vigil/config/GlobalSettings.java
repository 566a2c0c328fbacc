package io.vigil.config;

import io.vigil.api.Script;
import io.vigil.api.notify.Mail;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Settings of the director as a whole. What only gives defaults to instances and servers has been filled in there and is not
 * repeated here.
 *
 * @param routerId name of this machine in mails and dumps; empty when the configuration gives none (the host name is used)
 * @param mail alert mails
 * @param fifos notification FIFOs
 * @param scripts identity of scripts, and those of start and stop
 * @param ipvs settings of IPVS as a whole
 * @param checks what holds for all checks
 * @param process names and behaviour of the process
 */
public record GlobalSettings(
        Optional<String> routerId,
        AlertMail mail,
        Fifos fifos,
        Scripts scripts,
        Ipvs ipvs,
        Checks checks,
        ProcessSettings process) {
    /**
     * Alert mails; none are sent without recipients or without a relay.
     *
     * @param recipients {@code notification_email}
     * @param from {@code notification_email_from}, may carry a display name; empty for user and host of the director
     * @param relay {@code smtp_server} with name and timeout; its HELO name is empty when this host's is to be used
     * @param faults whether VRRP FAULT states are mailed (not {@code no_email_faults})
     * @param everyCheck whether each check's change is mailed, not only that of its server (not {@code no_checker_emails})
     */
    public record AlertMail(
            List<String> recipients,
            Optional<String> from,
            Optional<Mail.Relay> relay,
            boolean faults,
            boolean everyCheck) {
        public AlertMail {
            recipients = List.copyOf(recipients);
        }
    }

    /**
     * A notification FIFO.
     *
     * @param path where
     * @param user its owner; empty for the director's own
     * @param group its group; empty for the user's own
     * @param reader a program to start that reads it; the path is already its last argument
     */
    public record Fifo(Path path, Optional<String> user, Optional<String> group, Optional<Script> reader) {}

    /**
     * The notification FIFOs.
     *
     * @param all {@code notify_fifo}: everything
     * @param vrrp {@code vrrp_notify_fifo}: instances and groups
     * @param lvs {@code lvs_notify_fifo}: virtual and real servers
     * @param statesOnReload whether unchanged instances are told after a reload as well
     */
    public record Fifos(Optional<Fifo> all, Optional<Fifo> vrrp, Optional<Fifo> lvs, boolean statesOnReload) {}

    /**
     * Identity of scripts, and those of start and stop.
     *
     * @param user {@code script_user}; empty when the configuration gives none
     * @param group its group; empty for the user's own
     * @param secure {@code enable_script_security}
     * @param startup run before anything else
     * @param startupTimeout it is killed after that time
     * @param shutdown run after everything else
     * @param shutdownTimeout it is killed after that time
     */
    public record Scripts(
            Optional<String> user,
            Optional<String> group,
            boolean secure,
            Optional<Script> startup,
            Duration startupTimeout,
            Optional<Script> shutdown,
            Duration shutdownTimeout) {}

    /**
     * Settings of IPVS as a whole.
     *
     * @param tcpTimeout {@code lvs_timeouts tcp}; empty leaves the kernel's
     * @param tcpFinTimeout {@code lvs_timeouts tcpfin}
     * @param udpTimeout {@code lvs_timeouts udp}
     * @param flush whether the whole table is emptied at a start
     * @param flushOnStop what a stop removes
     * @param syncDaemon connection synchronisation
     */
    public record Ipvs(
            Optional<Duration> tcpTimeout,
            Optional<Duration> tcpFinTimeout,
            Optional<Duration> udpTimeout,
            boolean flush,
            FlushOnStop flushOnStop,
            Optional<SyncDaemon> syncDaemon) {}

    /** What a stop removes from IPVS. */
    public enum FlushOnStop {
        /** Our servers, then our services. */
        OWN,
        /** Our services, with whatever is in them. */
        SERVICES,
        /** Everything. */
        ALL
    }

    /**
     * The IPVS connection synchronisation daemon.
     *
     * @param interfaceName the interface it sends and listens on
     * @param instance the VRRP instance that it follows; empty when it is master and backup at once
     * @param id its sync id; empty for the instance's virtual router id, or 0
     * @param maxLength greatest packet; empty for the kernel's default
     * @param port UDP port; empty for the kernel's default
     * @param ttl multicast TTL; empty for the kernel's default
     * @param group multicast group; empty for the kernel's default
     */
    public record SyncDaemon(
            String interfaceName,
            Optional<String> instance,
            OptionalInt id,
            OptionalInt maxLength,
            OptionalInt port,
            OptionalInt ttl,
            Optional<InetAddress> group) {}

    /**
     * What holds for all checks.
     *
     * @param logAllFailures log each failing check, not only changes; already in each {@code CheckSpec}
     * @param notifyAtStart {@code rs_init_notifies}: {@code notify_up} runs for servers that start up
     */
    public record Checks(boolean logAllFailures, boolean notifyAtStart) {}

    /**
     * Names and behaviour of the process.
     *
     * @param instance {@code instance}: tells several directors in one namespace apart
     * @param networkNamespace {@code net_namespace}: where it works; empty for the namespace it was started in
     * @param ipvsNamespace {@code net_namespace_ipvs}: where IPVS is; empty for the same, or for the first one when none is named
     * @param stopTimeout {@code child_wait_time}: how long a stop may take
     * @param reloadCheckLog {@code reload_check_config}: where a refused reload is told; any reload is checked regardless
     * @param logUnknownRouters {@code log_unknown_vrids}
     */
    public record ProcessSettings(
            Optional<String> instance,
            Optional<String> networkNamespace,
            Optional<String> ipvsNamespace,
            Duration stopTimeout,
            Optional<Path> reloadCheckLog,
            boolean logUnknownRouters) {}

    /** What holds when a configuration says nothing. */
    public static final GlobalSettings DEFAULT = new GlobalSettings(
            Optional.empty(),
            new AlertMail(List.of(), Optional.empty(), Optional.empty(), true, true),
            new Fifos(Optional.empty(), Optional.empty(), Optional.empty(), false),
            new Scripts(
                    Optional.empty(),
                    Optional.empty(),
                    false,
                    Optional.empty(),
                    Duration.ofSeconds(10),
                    Optional.empty(),
                    Duration.ofSeconds(10)),
            new Ipvs(Optional.empty(), Optional.empty(), Optional.empty(), false, FlushOnStop.OWN, Optional.empty()),
            new Checks(false, false),
            new ProcessSettings(
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Duration.ofSeconds(5),
                    Optional.empty(),
                    false));
}
