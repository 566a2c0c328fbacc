package io.vigil.api.checker;

import java.util.Optional;

/**
 * How a check speaks TLS. Like the reference, certificates are not verified unless asked for.
 *
 * @param serverName the name to send (SNI); empty sends none
 * @param verify whether certificate and name must be valid
 * @param closeNotify whether to end with a close_notify alert
 */
public record TlsSettings(Optional<String> serverName, boolean verify, boolean closeNotify) {}
