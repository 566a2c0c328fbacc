package io.vigil.linux.genetlink;

/**
 * A generic netlink family that the kernel has.
 *
 * @param name such as {@code IPVS}
 * @param id its message type, given by the kernel when the family was registered
 * @param version the version of its protocol
 */
public record Family(String name, int id, int version) {}
