package io.vigil.core.probe;

import io.netty.handler.ssl.OpenSsl;
import io.netty.handler.ssl.SslProvider;
import io.vigil.api.checker.TlsSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The TLS contexts of the probes: one for all settings that trust the same, show the same and offer the same, since sessions are
 * resumed within one only (RFC 8446, 2.2). They are made on {@code check-tls}, away from the loops: the first costs hundreds of
 * milliseconds. One whose files have changed is made anew; one that nobody asked for in an hour is dropped. Any thread may call it.
 */
final class TlsContexts implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(TlsContexts.class);
    private static final long UNUSED_NANOS = Duration.ofHours(1).toNanos();
    /** How often files are looked at, however many checks use them. */
    private static final long LOOK_NANOS = Duration.ofSeconds(1).toNanos();

    /** Whose TLS is used. */
    enum Provider {
        /** BoringSSL when its library is installed, else the JDK's. */
        BEST,
        /** The JDK's. */
        JDK
    }

    /** What makes two contexts different. Whether files are verified against decides too, not the names that go over the wire. */
    private record Key(
            boolean verify,
            Optional<Path> authorities,
            Optional<TlsSettings.Identity> identity,
            List<String> applicationProtocols) {
        static Key of(TlsSettings settings) {
            return new Key(
                    settings.verify(), settings.authorities(), settings.identity(), settings.applicationProtocols());
        }
    }

    /** A context in the making or made. */
    private static final class Entry {
        private CompletableFuture<TlsContext> context = new CompletableFuture<>();
        private long usedNanos;
        private long lookedNanos;
    }

    private final Executor builder;
    private final Runnable stop;
    private final Provider provider;
    private final LongSupplier clock;
    private final Map<Key, Entry> entries = new HashMap<>();

    TlsContexts(Executor builder, Runnable stop, Provider provider, LongSupplier clock) {
        this.builder = builder;
        this.stop = stop;
        this.provider = provider;
        this.clock = clock;
    }

    /** With a thread of its own, which ends when it has nothing to do. */
    static TlsContexts open(Provider provider) {
        ThreadPoolExecutor one = new ThreadPoolExecutor(
                1, 1, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), Transport.threads("check-tls"));
        one.allowCoreThreadTimeOut(true);
        return new TlsContexts(one, one::shutdownNow, provider, System::nanoTime);
    }

    /** The context for such settings, as soon as it is made; fails when a file is missing or is not what it should be. */
    synchronized CompletionStage<TlsContext> context(TlsSettings settings) {
        long now = clock.getAsLong();
        Key key = Key.of(settings);
        Entry entry = entries.get(key);
        if (entry == null) {
            entries.values().removeIf(e -> now - e.usedNanos > UNUSED_NANOS);
            entry = new Entry();
            entries.put(key, entry);
            make(entry.context, settings, now, entry);
        } else if (hasFiles(settings) && entry.context.isDone() && now - entry.lookedNanos >= LOOK_NANOS) {
            renew(entry, settings, now);
        }
        entry.usedNanos = now;
        return entry.context;
    }

    private static boolean hasFiles(TlsSettings settings) {
        return settings.authorities().isPresent() || settings.identity().isPresent();
    }

    private void make(CompletableFuture<TlsContext> context, TlsSettings settings, long now, Entry entry) {
        entry.lookedNanos = now;
        context.completeAsync(() -> TlsContext.make(settings, chosen()), builder);
    }

    /** Looks at the files, and makes the context anew when they are others than those it was made of, or when it never was made. */
    private void renew(Entry entry, TlsSettings settings, long now) {
        CompletableFuture<TlsContext> before = entry.context;
        entry.context = new CompletableFuture<>();
        entry.lookedNanos = now;
        entry.context.completeAsync(
                () -> {
                    if (!before.isCompletedExceptionally() && before.join().isCurrent()) {
                        return before.join();
                    }
                    log.debug("the files for TLS have changed: {}", settings);
                    return TlsContext.make(settings, chosen());
                },
                builder);
    }

    private SslProvider chosen() {
        boolean best = provider == Provider.BEST && OpenSsl.isAvailable();
        log.debug("probes speak TLS by {}", best ? OpenSsl.versionString() : "the JDK");
        return best ? SslProvider.OPENSSL : SslProvider.JDK;
    }

    /** How many there are. */
    synchronized int size() {
        return entries.size();
    }

    @Override
    public void close() {
        stop.run();
    }
}
