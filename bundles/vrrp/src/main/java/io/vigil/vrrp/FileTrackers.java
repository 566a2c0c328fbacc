package io.vigil.vrrp;

import io.vigil.api.failover.FileNumber;
import io.vigil.api.failover.TrackFile;
import io.vigil.api.failover.Tracker;
import io.vigil.vrrp.track.Contribution;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Reads the numbers in tracked files (W5) on a thread of its own and posts that they changed. A file is read when its directory
 * has been quiet for a moment, so that one that is being written is not read half way.
 */
final class FileTrackers implements AutoCloseable {
    private static final long QUIET_MILLIS = 30;

    private final EventDesk desk;
    private final Runnable changed;
    private final Map<String, Long> numbers = new ConcurrentHashMap<>();
    private volatile List<TrackFile> files = List.of();
    private @Nullable WatchService service;

    /** @param changed run on the watching thread when a number is another */
    FileTrackers(EventDesk desk, Runnable changed) {
        this.desk = desk;
        this.changed = changed;
    }

    /**
     * Takes other files over; reads them at once. Not for the VRRP thread.
     *
     * @param start whether initial values are written, which reloads do not do
     */
    synchronized void apply(List<TrackFile> wanted, boolean start) {
        if (wanted.equals(files)) {
            return;
        }
        stopWatching();
        files = List.copyOf(wanted);
        Set<String> names = new HashSet<>();
        wanted.forEach(f -> names.add(f.name()));
        numbers.keySet().retainAll(names);
        if (wanted.isEmpty()) {
            return;
        }
        if (start) {
            wanted.forEach(this::initialise);
        }
        try {
            WatchService fresh = wanted.get(0).file().getFileSystem().newWatchService();
            service = fresh;
            Map<WatchKey, Path> keys = new HashMap<>();
            for (TrackFile file : wanted) {
                watch(fresh, file, keys);
            }
            wanted.forEach(this::read);
            Thread thread = new Thread(() -> follow(fresh), "vrrp-files");
            thread.setDaemon(true);
            thread.start();
        } catch (IOException e) {
            desk.log(true, "cannot watch tracked files: " + e + "; their numbers stay as they are");
        }
    }

    private void watch(WatchService into, TrackFile file, Map<WatchKey, Path> keys) {
        Path directory = file.file().toAbsolutePath().getParent();
        if (directory == null || keys.containsValue(directory)) {
            return;
        }
        try {
            keys.put(
                    directory.register(
                            into,
                            StandardWatchEventKinds.ENTRY_CREATE,
                            StandardWatchEventKinds.ENTRY_MODIFY,
                            StandardWatchEventKinds.ENTRY_DELETE),
                    directory);
        } catch (IOException e) {
            desk.log(
                    true,
                    "cannot watch " + directory + " for track_file " + file.name() + ": " + e
                            + "; it counts as it is now");
        }
    }

    private void initialise(TrackFile file) {
        if (file.initialValue().isEmpty() || (Files.exists(file.file()) && !file.overwrite())) {
            return;
        }
        try {
            Files.writeString(file.file(), file.initialValue().getAsLong() + "\n", StandardCharsets.US_ASCII);
        } catch (IOException e) {
            desk.log(true, "cannot write the initial value of track_file " + file.name() + ": " + e);
        }
    }

    private void follow(WatchService watched) {
        try {
            while (true) {
                WatchKey key = watched.take();
                while (key != null) {
                    key.pollEvents();
                    key.reset();
                    key = watched.poll(QUIET_MILLIS, TimeUnit.MILLISECONDS);
                }
                boolean news = false;
                for (TrackFile file : files) {
                    news |= read(file);
                }
                if (news) {
                    changed.run();
                }
            }
        } catch (ClosedWatchServiceException e) {
            // Another set of files is watched now, or none.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** True if the number is another than before. */
    private boolean read(TrackFile file) {
        OptionalLong number;
        try (InputStream in = Files.newInputStream(file.file())) {
            number = FileNumber.of(in.readNBytes(FileNumber.BYTES));
        } catch (NoSuchFileException e) {
            number = OptionalLong.of(0);
        } catch (IOException e) {
            desk.log(true, "cannot read track_file " + file.name() + ": " + e + "; it counts as 0");
            number = OptionalLong.of(0);
        }
        if (number.isEmpty()) {
            desk.log(true, "the number in track_file " + file.name() + " does not fit 32 bits; the old one stays");
            return false;
        }
        Long before = numbers.put(file.name(), number.getAsLong());
        return before == null || before != number.getAsLong();
    }

    /** How a tracker of this file reads. */
    Reading reading(Tracker tracker) {
        Long number = numbers.get(tracker.name());
        if (number == null) {
            return Reading.fine("file " + tracker.name() + " is not watched");
        }
        return Reading.of(Contribution.of(tracker, number), "file " + tracker.name() + " holds " + number);
    }

    private void stopWatching() {
        WatchService old = service;
        service = null;
        if (old != null) {
            try {
                old.close();
            } catch (IOException e) {
                desk.log(true, "cannot stop watching files: " + e);
            }
        }
    }

    @Override
    public synchronized void close() {
        stopWatching();
        files = List.of();
    }
}
