package io.vigil.api.dataplane;

/**
 * A change that the data plane refused; the others of its batch were still tried.
 *
 * @param change which
 * @param reason what came back, with the kernel's own words
 */
public record ChangeFailure(Change change, String reason) {}
