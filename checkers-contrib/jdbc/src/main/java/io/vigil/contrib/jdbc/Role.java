package io.vigil.contrib.jdbc;

/** The role that a server must have. */
public enum Role {
    /** Whatever it is. */
    ANY,
    /** It takes writes. */
    PRIMARY,
    /** It follows a primary. */
    REPLICA
}
