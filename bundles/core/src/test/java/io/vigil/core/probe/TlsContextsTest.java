package io.vigil.core.probe;

import static org.assertj.core.api.Assertions.assertThat;

import io.vigil.api.checker.TlsSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class TlsContextsTest {
    @TempDir
    private Path directory;

    private final AtomicLong now = new AtomicLong();
    private final TlsContexts contexts = new TlsContexts(Runnable::run, () -> {}, TlsContexts.Provider.JDK, now::get);

    private TlsContext context(TlsSettings settings) {
        return contexts.context(settings).toCompletableFuture().join();
    }

    private void pass(Duration time) {
        now.addAndGet(time.toNanos());
    }

    private static TlsSettings named(String name) {
        return TlsSettings.trusting(Optional.of(name));
    }

    private static TlsSettings offering(String protocol) {
        return new TlsSettings(
                Optional.empty(), false, true, Optional.empty(), Optional.empty(), Optional.empty(), List.of(protocol));
    }

    private static TlsSettings trusting(Path authorities) {
        return new TlsSettings(
                Optional.empty(), true, true, Optional.empty(), Optional.of(authorities), Optional.empty(), List.of());
    }

    /** One of the JVM's authorities in a PEM file of this name. */
    private Path authority(int which, String name) throws Exception {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init((KeyStore) null);
        X509Certificate one = ((X509TrustManager) factory.getTrustManagers()[0]).getAcceptedIssuers()[which];
        return Files.writeString(
                directory.resolve(name),
                "-----BEGIN CERTIFICATE-----\n" + Base64.getMimeEncoder().encodeToString(one.getEncoded())
                        + "\n-----END CERTIFICATE-----\n");
    }

    @Test
    void makesOneForAllWhoTrustAndOfferTheSame() {
        TlsContext first = context(named("a.example.org"));
        assertThat(context(named("b.example.org"))).isSameAs(first);
        assertThat(context(offering("h2"))).isNotSameAs(first);
        assertThat(contexts.size()).isEqualTo(2);
    }

    @Test
    void dropsWhatNobodyAskedForInAnHour() {
        TlsContext first = context(named("a.example.org"));
        pass(Duration.ofMinutes(50));
        context(offering("h2"));
        pass(Duration.ofMinutes(50));
        context(offering("h3"));
        assertThat(contexts.size()).isEqualTo(2);
        assertThat(context(named("a.example.org"))).isNotSameAs(first);
    }

    @Test
    void readsFilesAgainOnceTheyHaveChanged() throws Exception {
        Path file = authority(0, "ca.pem");
        TlsContext first = context(trusting(file));
        pass(Duration.ofSeconds(2));
        assertThat(context(trusting(file))).isSameAs(first);

        Files.move(authority(1, "next.pem"), file, StandardCopyOption.REPLACE_EXISTING);
        assertThat(context(trusting(file))).as("looked at a moment ago").isSameAs(first);
        pass(Duration.ofSeconds(2));
        TlsContext second = context(trusting(file));
        assertThat(second).isNotSameAs(first);
        pass(Duration.ofSeconds(2));
        assertThat(context(trusting(file))).isSameAs(second);
    }

    @Test
    void triesAgainOnceAMissingFileIsThere() throws Exception {
        Path file = directory.resolve("late.pem");
        assertThat(contexts.context(trusting(file)).toCompletableFuture())
                .failsWithin(Duration.ZERO)
                .withThrowableOfType(ExecutionException.class)
                .withMessageContaining("there is no file " + file);
        authority(0, "late.pem");
        pass(Duration.ofSeconds(2));
        assertThat(context(trusting(file))).isNotNull();
    }
}
