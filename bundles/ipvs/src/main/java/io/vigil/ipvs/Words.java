package io.vigil.ipvs;

import io.vigil.api.AddressFamily;
import io.vigil.api.Endpoint;
import io.vigil.api.dataplane.Change;
import io.vigil.api.dataplane.DestinationEntry;
import io.vigil.api.dataplane.ForwardingMethod;
import io.vigil.api.dataplane.ServiceEntry;
import io.vigil.api.dataplane.ServiceKey;
import io.vigil.linux.Errno;
import io.vigil.linux.LinuxException;
import java.util.Optional;

/** How changes and their refusals read. */
final class Words {
    private static final String NO_PRIVILEGE =
            "CAP_NET_ADMIN is missing (in a user namespace the kernel refuses even root)";

    private Words() {}

    /** What a change does: {@code add 10.0.0.11:80 to tcp 10.0.0.1:80}. */
    static String of(Change change) {
        if (change instanceof Change.AddService add) {
            return "add " + add.service() + " with scheduler " + add.entry().scheduler();
        } else if (change instanceof Change.EditService edit) {
            return "edit " + edit.service() + " with scheduler " + edit.entry().scheduler();
        } else if (change instanceof Change.AddDestination add) {
            return "add " + add.entry().endpoint() + " to " + add.service();
        } else if (change instanceof Change.EditDestination edit) {
            return "edit " + edit.entry().endpoint() + " of " + edit.service();
        } else if (change instanceof Change.RemoveDestination remove) {
            return "remove " + remove.endpoint() + " from " + remove.service();
        }
        return "remove " + change.service();
    }

    /** The whole refusal: what was tried, the kernel's words and number, and what it usually means. */
    static String refusal(Change change, LinuxException failure) {
        Errno errno = failure.errno();
        String number = errno == Errno.OTHER ? "errno " + failure.number() : errno.text() + " (" + errno.name() + ")";
        String kernel = failure.kernelText().isEmpty() ? "" : ": " + failure.kernelText();
        String meaning = meaning(change, errno);
        return of(change) + ": " + number + kernel + (meaning.isEmpty() ? "" : ": " + meaning);
    }

    private static String meaning(Change change, Errno errno) {
        if (errno == Errno.EPERM) {
            return NO_PRIVILEGE;
        }
        if (change instanceof Change.AddService add) {
            return serviceMeaning(add.entry(), errno);
        } else if (change instanceof Change.EditService edit) {
            return serviceMeaning(edit.entry(), errno);
        } else if (change instanceof Change.AddDestination add) {
            return destinationMeaning(add.service(), add.entry(), errno);
        } else if (change instanceof Change.EditDestination edit) {
            return destinationMeaning(edit.service(), edit.entry(), errno);
        }
        return "";
    }

    private static String serviceMeaning(ServiceEntry entry, Errno errno) {
        return switch (errno) {
            case ENOENT -> missingModule(entry);
            case ESRCH -> "the service does not stand there";
            case EINVAL -> "the kernel takes no such port, prefix length or persistence";
            case EAFNOSUPPORT, EPROTONOSUPPORT -> "IPVS in this kernel was built without " + what(entry.key());
            default -> "";
        };
    }

    private static String missingModule(ServiceEntry entry) {
        String scheduler =
                "scheduler " + entry.scheduler() + " not found (kernel module ip_vs_" + entry.scheduler() + ")";
        Optional<String> engine = entry.persistence().flatMap(ServiceEntry.Persistence::engine);
        return engine.map(name -> scheduler + ", or persistence engine " + name + " not found (ip_vs_pe_" + name + ")")
                .orElse(scheduler);
    }

    private static String destinationMeaning(ServiceKey service, DestinationEntry entry, Errno errno) {
        boolean mixed = AddressFamily.of(entry.endpoint().address()) != service.family();
        return switch (errno) {
            case ESRCH -> "the service does not stand there";
            case ERANGE ->
                "weight " + entry.weight() + " is below 0, or the lower threshold " + entry.lowerThreshold()
                        + " is above the upper " + entry.upperThreshold();
            case EINVAL ->
                mixed && entry.method() != ForwardingMethod.TUN
                        ? "a server of the other address family needs forwarding method TUN"
                        : mixed
                                ? "a server of the other address family can not stand beside a running sync daemon"
                                : "the kernel takes no such server address";
            default -> "";
        };
    }

    private static String what(ServiceKey key) {
        return key instanceof ServiceKey.Address address && key.family() == AddressFamily.INET
                ? address.protocol().word()
                : "IPv6";
    }

    /** Why IPVS cannot be used at all. */
    static String unusable(LinuxException failure) {
        return failure.is(Errno.EPERM) ? NO_PRIVILEGE : String.valueOf(failure.getMessage());
    }

    /** What identifies the object of a change, to see which of several changes is the last word on it. */
    static Target target(Change change) {
        if (change instanceof Change.AddDestination add) {
            return new Target(add.service(), Optional.of(add.entry().endpoint()));
        } else if (change instanceof Change.EditDestination edit) {
            return new Target(edit.service(), Optional.of(edit.entry().endpoint()));
        } else if (change instanceof Change.RemoveDestination remove) {
            return new Target(remove.service(), Optional.of(remove.endpoint()));
        }
        return new Target(change.service(), Optional.empty());
    }

    /** A service, or a destination in one. */
    record Target(ServiceKey service, Optional<Endpoint> endpoint) {}
}
