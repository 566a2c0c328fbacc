package io.vigil.core.probe;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.WeakHashMap;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Judges the certificates that servers show, by the authorities given or not at all, and remembers to which engines one was shown: in a
 * resumed session none is (RFC 8446, 2.2; RFC 5246, 7.3). Any thread may call it.
 */
final class ShownCertificates extends X509ExtendedTrustManager {
    private static final X509Certificate[] NONE = {};

    private final Optional<X509ExtendedTrustManager> judge;
    private final Set<SSLEngine> shownTo = Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

    /** @param judge who decides; without one every certificate will do */
    ShownCertificates(Optional<X509ExtendedTrustManager> judge) {
        this.judge = judge;
    }

    /** Whether a certificate was shown to this engine; asked once. */
    boolean take(SSLEngine engine) {
        return shownTo.remove(engine);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String how, SSLEngine engine) throws CertificateException {
        shownTo.add(engine);
        if (judge.isPresent()) {
            judge.get().checkServerTrusted(chain, how, engine);
        }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String how) throws CertificateException {
        throw new CertificateException("probes speak TLS by engines");
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String how, Socket socket) throws CertificateException {
        throw new CertificateException("probes speak TLS by engines");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String how) throws CertificateException {
        throw new CertificateException("probes are clients");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String how, Socket socket) throws CertificateException {
        throw new CertificateException("probes are clients");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String how, SSLEngine engine) throws CertificateException {
        throw new CertificateException("probes are clients");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return judge.map(X509ExtendedTrustManager::getAcceptedIssuers).orElse(NONE);
    }
}
