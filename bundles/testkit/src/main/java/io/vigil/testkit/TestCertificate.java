package io.vigil.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Certificates for tests; the authority signed all but the stranger. Made once with OpenSSL, they are valid until 2126. */
public enum TestCertificate {
    /** Signed the others; its key was thrown away. */
    AUTHORITY,
    /** An authority that signed nothing. */
    STRANGER,
    /** For {@code server.example.org} and 127.0.0.1. */
    SERVER,
    /** The same, but valid in the year 2020 only. */
    EXPIRED,
    /** For {@code director.example.org}. */
    CLIENT;

    /** The certificate as a PEM file in this directory. */
    public Path certificateIn(Path directory) {
        return write(directory, ".pem");
    }

    /** The key as a PEM file in this directory; the authorities have none. */
    public Path keyIn(Path directory) {
        return write(directory, ".key");
    }

    private Path write(Path directory, String ending) {
        try {
            return Files.write(directory.resolve(file(ending)), resource(ending));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    byte[] certificate() {
        return resource(".pem");
    }

    byte[] key() {
        return resource(".key");
    }

    private byte[] resource(String ending) {
        try (InputStream in = TestCertificate.class.getResourceAsStream(file(ending))) {
            if (in == null) {
                throw new IllegalArgumentException(this + " has no " + file(ending));
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String file(String ending) {
        return name().toLowerCase(Locale.ROOT) + ending;
    }
}
