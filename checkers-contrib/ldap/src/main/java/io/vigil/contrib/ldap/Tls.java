package io.vigil.contrib.ldap;

/** Whether and how a check speaks TLS. */
enum Tls {
    NONE,
    /** After the connection, by an extended operation (RFC 4511 section 4.14). */
    STARTTLS,
    /** From the first byte. */
    LDAPS
}
