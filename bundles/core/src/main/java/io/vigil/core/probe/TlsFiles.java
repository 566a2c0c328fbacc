package io.vigil.core.probe;

import io.vigil.api.checker.TlsSettings;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/** The PEM files (RFC 7468) that TLS settings name, as they were when they were read. */
final class TlsFiles {
    /** A private key and the certificates that vouch for it. */
    record Identity(PrivateKey key, List<X509Certificate> chain) {}

    /** How a file that was replaced tells itself apart. */
    private record Stamp(
            FileTime modified, long size, @Nullable Object inode) {}

    private static final Pattern KEY =
            Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");
    private static final List<String> ALGORITHMS = List.of("RSA", "EC", "EdDSA");

    private final Map<Path, Stamp> stamps = new LinkedHashMap<>();
    private @Nullable KeyStore authorities;
    private @Nullable Identity identity;

    private TlsFiles() {}

    /**
     * Reads them.
     *
     * @throws IOException when a file cannot be read or holds something else than it should, with its name
     */
    static TlsFiles read(TlsSettings settings) throws IOException, GeneralSecurityException {
        TlsFiles files = new TlsFiles();
        if (settings.verify() && settings.authorities().isPresent()) {
            files.authorities = files.store(settings.authorities().get());
        }
        if (settings.identity().isPresent()) {
            Path key = settings.identity().get().key();
            files.identity = new Identity(
                    files.key(key), files.certificates(settings.identity().get().certificate()));
        }
        return files;
    }

    /** What judges servers: these authorities, those of the JVM, or nobody. */
    Optional<X509ExtendedTrustManager> trust(boolean verify) throws GeneralSecurityException {
        if (!verify) {
            return Optional.empty();
        }
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(authorities);
        for (TrustManager one : factory.getTrustManagers()) {
            if (one instanceof X509ExtendedTrustManager judge) {
                return Optional.of(judge);
            }
        }
        throw new GeneralSecurityException("this JVM cannot judge X.509 certificates");
    }

    Optional<Identity> identity() {
        return Optional.ofNullable(identity);
    }

    /** Whether they are on disk as they were read. */
    boolean areUnchanged() {
        return stamps.entrySet().stream().allMatch(e -> {
            try {
                return stamp(e.getKey()).equals(e.getValue());
            } catch (IOException gone) {
                // Reading it again will say what is wrong
                return false;
            }
        });
    }

    private static Stamp stamp(Path file) throws IOException {
        BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
        return new Stamp(attributes.lastModifiedTime(), attributes.size(), attributes.fileKey());
    }

    private byte[] bytes(Path file) throws IOException {
        try {
            stamps.put(file, stamp(file));
            return Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            throw new IOException("there is no file " + file, e);
        } catch (IOException e) {
            throw new IOException("cannot read " + file + ": " + e.getClass().getSimpleName(), e);
        }
    }

    private List<X509Certificate> certificates(Path file) throws IOException {
        byte[] pem = bytes(file);
        try {
            Collection<? extends Certificate> all =
                    CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(pem));
            if (all.isEmpty()) {
                throw new IOException(file + " holds no certificate");
            }
            return all.stream().map(X509Certificate.class::cast).toList();
        } catch (CertificateException e) {
            throw new IOException(file + " holds no certificates in PEM", e);
        }
    }

    private KeyStore store(Path file) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        for (X509Certificate one : certificates(file)) {
            store.setCertificateEntry("authority " + store.size(), one);
        }
        return store;
    }

    private PrivateKey key(Path file) throws IOException, GeneralSecurityException {
        Matcher found = KEY.matcher(new String(bytes(file), StandardCharsets.ISO_8859_1));
        if (!found.find()) {
            throw new IOException(file + " holds no private key in PKCS 8 that is not encrypted");
        }
        PKCS8EncodedKeySpec encoded =
                new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(found.group(1)));
        for (String algorithm : ALGORITHMS) {
            try {
                return Objects.requireNonNull(KeyFactory.getInstance(algorithm).generatePrivate(encoded));
            } catch (InvalidKeySpecException e) {
                // Another algorithm's: the next one is tried
            }
        }
        throw new IOException(file + " holds a key of none of " + ALGORITHMS);
    }
}
