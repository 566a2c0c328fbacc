package io.vigil.config.language;

import static io.vigil.config.language.Keyword.iface;
import static io.vigil.config.language.Keyword.list;
import static io.vigil.config.language.Keyword.path;
import static io.vigil.config.language.Keyword.seconds;
import static io.vigil.config.language.Keyword.text;

/** Tables of blocks with few keywords. */
public final class SmallKeywords {
    /** The keywords of {@code garp_group}. */
    public static final Block GARP_GROUP = Block.of(
            "garp_group",
            seconds("garp_interval", 0, 4294967, "Minimum spacing of gratuitous ARPs"),
            seconds("gna_interval", 0, 4294967, "Minimum spacing of unsolicited neighbour advertisements"),
            iface("interface", "Single interface the group applies to"),
            list("interfaces", "Interfaces that share the group delay"));

    /** The keywords of {@code track_group}. */
    public static final Block TRACK_GROUP = Block.of(
            "track_group", list("group", "Members of the static track group").required());

    /** The keywords of {@code SSL}. */
    public static final Block SSL = Block.of(
            "SSL",
            text("password", "Pass phrase of the private key").first().later(),
            path("ca", "CA bundle loaded into the TLS context").first().later(),
            path("certificate", "Client certificate file").first().later(),
            path("key", "Client private key file").first().later());

    private SmallKeywords() {}
}
