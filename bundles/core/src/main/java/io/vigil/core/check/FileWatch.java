package io.vigil.core.check;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notices changed files by the kernel's notifications for the directories they are in, on one thread {@code file-watch} that runs
 * only while something is followed. A burst of changes, such as a file that is truncated, written and renamed, is told once, when it
 * has been quiet for a moment. A directory that is not there is looked for every few seconds.
 */
public final class FileWatch implements FileChanges, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(FileWatch.class);
    private static final Duration QUIET = Duration.ofMillis(50);
    private static final Duration LONGEST_BURST = Duration.ofSeconds(1);
    private static final Duration MISSING_AGAIN = Duration.ofSeconds(3);

    /** What one thread follows. */
    private record Following(Set<Path> files, Consumer<Path> changed) {}

    private @Nullable WatchService service;
    private boolean closed;

    @Override
    public synchronized void follow(Set<Path> files, Consumer<Path> changed) {
        if (closed) {
            return;
        }
        close(service);
        service = null;
        if (files.isEmpty()) {
            return;
        }
        try {
            WatchService opened = FileSystems.getDefault().newWatchService();
            service = opened;
            Following now = new Following(Set.copyOf(files), changed);
            Thread thread = new Thread(() -> run(opened, now), "file-watch");
            thread.setDaemon(true);
            thread.setContextClassLoader(FileWatch.class.getClassLoader());
            thread.start();
        } catch (IOException e) {
            LOG.warn("files cannot be watched, checks that watch some run at their usual times only: {}", e.toString());
        }
    }

    private static void run(WatchService service, Following now) {
        Map<WatchKey, Path> directories = new HashMap<>();
        Set<Path> missing = new HashSet<>();
        now.files().forEach(file -> missing.add(parent(file)));
        try {
            register(service, missing, directories);
            while (true) {
                WatchKey key = service.poll(MISSING_AGAIN.toMillis(), TimeUnit.MILLISECONDS);
                Set<Path> changed = new LinkedHashSet<>();
                long begin = System.nanoTime();
                while (key != null) {
                    take(key, directories, missing, now.files(), changed);
                    boolean goesOn = System.nanoTime() - begin < LONGEST_BURST.toNanos();
                    key = goesOn ? service.poll(QUIET.toMillis(), TimeUnit.MILLISECONDS) : null;
                }
                Set<Path> found = register(service, missing, directories);
                now.files().stream()
                        .filter(file -> found.contains(parent(file)) && Files.exists(file))
                        .forEach(changed::add);
                changed.forEach(now.changed());
            }
        } catch (ClosedWatchServiceException e) {
            LOG.debug("other files are watched from now on");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Path parent(Path file) {
        Path parent = file.toAbsolutePath().getParent();
        return parent == null ? file.toAbsolutePath() : parent;
    }

    private static void take(
            WatchKey key, Map<WatchKey, Path> directories, Set<Path> missing, Set<Path> files, Set<Path> changed) {
        Path directory = directories.get(key);
        if (directory == null) {
            return;
        }
        for (WatchEvent<?> event : key.pollEvents()) {
            if (event.context() instanceof Path name) {
                Path file = directory.resolve(name);
                if (files.contains(file)) {
                    changed.add(file);
                }
            } else {
                // more happened than the kernel remembers
                files.stream().filter(file -> parent(file).equals(directory)).forEach(changed::add);
            }
        }
        if (!key.reset()) {
            directories.remove(key);
            missing.add(directory);
            files.stream().filter(file -> parent(file).equals(directory)).forEach(changed::add);
        }
    }

    /** Watches the directories that are there; gives those that were found, and leaves the others in {@code missing}. */
    private static Set<Path> register(WatchService service, Set<Path> missing, Map<WatchKey, Path> directories) {
        Set<Path> found = new HashSet<>();
        for (Path directory : missing) {
            if (!Files.isDirectory(directory)) {
                continue;
            }
            try {
                directories.put(
                        directory.register(
                                service,
                                StandardWatchEventKinds.ENTRY_CREATE,
                                StandardWatchEventKinds.ENTRY_MODIFY,
                                StandardWatchEventKinds.ENTRY_DELETE),
                        directory);
                found.add(directory);
            } catch (IOException e) {
                LOG.debug("{} cannot be watched yet", directory, e);
            }
        }
        missing.removeAll(found);
        return found;
    }

    private static void close(@Nullable WatchService old) {
        try {
            if (old != null) {
                old.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends the thread. Idempotent. */
    @Override
    public synchronized void close() {
        closed = true;
        close(service);
        service = null;
    }
}
