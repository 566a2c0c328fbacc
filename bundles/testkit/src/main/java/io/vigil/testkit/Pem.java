package io.vigil.testkit;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Collection;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/** Certificates and elliptic keys in PEM, as TLS contexts want them. */
final class Pem {
    private static final char[] NO_PASSWORD = {};

    private Pem() {}

    /** Managers that show this certificate. */
    static KeyManager[] shows(byte[] certificate, byte[] key) throws GeneralSecurityException {
        String text = new String(key, StandardCharsets.US_ASCII).replaceAll("-----[^-]*-----", "");
        PKCS8EncodedKeySpec spec =
                new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(text));
        KeyStore keys = empty();
        keys.setKeyEntry(
                "it",
                KeyFactory.getInstance("EC").generatePrivate(spec),
                NO_PASSWORD,
                certificates(certificate).toArray(Certificate[]::new));
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, NO_PASSWORD);
        return managers.getKeyManagers();
    }

    /** Managers that trust what these certificates signed. */
    static TrustManager[] trusts(byte[] authorities) throws GeneralSecurityException {
        KeyStore trusted = empty();
        int count = 0;
        for (Certificate certificate : certificates(authorities)) {
            trusted.setCertificateEntry("authority-" + count++, certificate);
        }
        TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init(trusted);
        return managers.getTrustManagers();
    }

    private static Collection<? extends Certificate> certificates(byte[] pem) throws GeneralSecurityException {
        return CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(pem));
    }

    private static KeyStore empty() throws GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try {
            store.load(null, null);
        } catch (IOException e) {
            throw new GeneralSecurityException(e);
        }
        return store;
    }
}
