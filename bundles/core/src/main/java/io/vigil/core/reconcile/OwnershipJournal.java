package io.vigil.core.reconcile;

import io.vigil.api.dataplane.ServiceKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The services that this director put into the kernel, kept in a file so that after a kill and a changed configuration what is left
 * of the earlier run can be told from what belongs to others.
 *
 * <p>The file is replaced as a whole, before a service is added and after one is removed. Its first line names the boot of the
 * kernel it speaks of: after another boot it says nothing.
 */
final class OwnershipJournal {
    private static final Logger LOG = LoggerFactory.getLogger(OwnershipJournal.class);

    private final Path file;
    private final String boot;
    private final Set<ServiceKey> owned = new LinkedHashSet<>();
    private boolean writeFailed;

    /** Reads the journal of the same boot, when there is one. */
    OwnershipJournal(Path file, String boot) {
        this.file = file;
        this.boot = boot;
        load();
    }

    private void load() {
        List<String> lines;
        try {
            lines = Files.readAllLines(file);
        } catch (NoSuchFileException e) {
            return;
        } catch (IOException e) {
            LOG.warn(
                    "cannot read {}, the list of services of an earlier run ({}): those no longer configured will stay "
                            + "and be reported as not ours",
                    file,
                    e.toString());
            return;
        }
        if (!lines.isEmpty() && lines.get(0).equals(header())) {
            lines.stream().skip(1).forEach(line -> ServiceKeys.parse(line).ifPresent(owned::add));
        }
    }

    private String header() {
        return "boot " + boot;
    }

    Set<ServiceKey> owned() {
        return owned;
    }

    /** Takes services into ownership; call it before they are added. */
    void own(Set<ServiceKey> services) {
        if (owned.addAll(services)) {
            write();
        }
    }

    /** Gives services up; call it after they were removed. */
    void disown(Set<ServiceKey> services) {
        if (owned.removeAll(services)) {
            write();
        }
    }

    private void write() {
        List<String> lines = new ArrayList<>(owned.size() + 1);
        lines.add(header());
        owned.forEach(key -> lines.add(key.toString()));
        Path draft = file.resolveSibling(file.getFileName() + ".new");
        try {
            if (file.getParent() != null) {
                Files.createDirectories(file.getParent());
            }
            Files.write(draft, lines);
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            writeFailed = false;
        } catch (IOException e) {
            if (!writeFailed) {
                LOG.warn(
                        "cannot write {} ({}): after a crash, services that a changed file no longer names would stay",
                        file,
                        e.toString());
            }
            writeFailed = true;
        }
    }
}
