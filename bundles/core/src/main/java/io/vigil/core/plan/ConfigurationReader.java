package io.vigil.core.plan;

import io.vigil.config.ConfigLoader;
import io.vigil.config.LoadSettings;
import io.vigil.config.LoadedConfig;
import io.vigil.config.checkers.CheckerCatalog;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;

/** Reads configurations, one after the other, on a thread that ends when there is nothing to read. */
public final class ConfigurationReader {
    private final Executor executor;
    private final Optional<String> configId;
    private final boolean strictIncludes;

    /** One with a thread of its own. */
    public ConfigurationReader(Optional<String> configId, boolean strictIncludes) {
        this(readerThread(), configId, strictIncludes);
    }

    /** One that reads on the given executor. */
    public ConfigurationReader(Executor executor, Optional<String> configId, boolean strictIncludes) {
        this.executor = executor;
        this.configId = configId;
        this.strictIncludes = strictIncludes;
    }

    private static Executor readerThread() {
        ThreadPoolExecutor pool =
                new ThreadPoolExecutor(1, 1, 5, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
                    Thread thread = new Thread(task, "config-reader");
                    thread.setDaemon(true);
                    return thread;
                });
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    /**
     * Reads a file as the types that are known now would have it, and looks at it further.
     *
     * @param look what else to do with it on the reader's thread
     * @param done told what came of both, on the reader's thread
     * @param failed told of a bug of the reader
     */
    public <T> void read(
            Path file,
            CheckerCatalog types,
            Function<Reading, T> look,
            BiConsumer<Reading, T> done,
            Consumer<Throwable> failed) {
        executor.execute(() -> {
            Reading reading;
            T seen;
            try {
                reading = load(file, types);
                seen = look.apply(reading);
            } catch (RuntimeException | Error e) {
                failed.accept(e);
                return;
            }
            done.accept(reading, seen);
        });
    }

    private Reading load(Path file, CheckerCatalog types) {
        LoadSettings settings = LoadSettings.ofThisHost(types);
        if (configId.isPresent()) {
            settings = settings.withConfigId(configId.get());
        }
        if (strictIncludes) {
            settings = settings.withStrictIncludes();
        }
        LoadedConfig loaded = ConfigLoader.load(file, settings);
        List<ResolvedPool> pools = loaded.config()
                .map(config -> PoolResolver.resolve(config, types))
                .orElse(List.of());
        return new Reading(file, loaded, types, pools);
    }
}
