package io.vigil.contrib.redis;

/** The role that a server must have. */
enum Role {
    ANY,
    MASTER,
    REPLICA
}
