package io.vigil.config.language;

import static io.vigil.config.language.Keyword.block;
import static io.vigil.config.language.Keyword.bool;
import static io.vigil.config.language.Keyword.form;
import static io.vigil.config.language.Keyword.integer;
import static io.vigil.config.language.Keyword.text;
import static io.vigil.config.language.Keyword.words;

/** Tables of what is written in lines and entries and is no keyword of a block, for the list of the whole language. */
final class FormKeywords {
    /** What works on any line, before keywords are looked at. */
    static final Block LINES = Block.of(
            "@language",
            form("include", "include GLOB: reads further files here; one that matches nothing is only noted"),
            form("includer", "As include, and every file must be readable"),
            form("includem", "As includer, and a name without wildcards must exist"),
            form("includew", "As includem, and a pattern must match something"),
            form("includeb", "As includer, and each alternative in braces must match something"),
            form("includea", "As include with every check"),
            form("@ID", "@ID REST: the rest of the line counts where ID is the configuration id"),
            form("@^ID", "@^ID REST: the rest of the line counts where ID is not the configuration id"),
            form("$NAME=", "$NAME=VALUE: defines a text; a backslash at the end of a line lets it have several lines"),
            form("$NAME", "$NAME or ${NAME}: the text that was defined"),
            form("~SEQ", "~SEQ(VAR, [START, [STEP,]] END) REST: the rest of the line once for each number"),
            form("~SEQx", "~SEQx(VAR, [START, [STEP,]] END) REST: the same with hexadecimal numbers"),
            form("~LST", "~LST(VAR, WORD, ...) REST: the rest of the line once for each word"),
            form("${_PWD}", "The directory of the file"),
            form("${_INSTANCE}", "The configuration id"),
            form("${_RANDOM}", "${_RANDOM [MIN [MAX]]}: a random number").or("0 to 32767"),
            form("${_ENV}", "${_ENV NAME}: a variable of the environment"),
            form("${_HASH}", "A hash sign, within double quotes"),
            form("${_BANG}", "An exclamation mark, within double quotes"));

    /** The lines of {@code virtual_server_group}. */
    static final Block GROUP = Block.of(
            "virtual_server_group",
            form("<entry>", "ADDR [PORT]: an address; without a port, all ports"),
            form("<entry>/range", "ADDR-N [PORT] or ADDR-ADDR [PORT]: addresses side by side"),
            form("<entry>/prefix", "ADDR/LEN [PORT]: every address of a prefix"),
            form("<entry>/fwmark", "fwmark N [inet|inet6]: a firewall mark"));

    /** What may follow a peer. */
    static final Block PEER = Block.of(
            "unicast_peer/<entry>",
            integer("min_ttl", 0, 255, "Least TTL of this peer's adverts").or("0"),
            integer("max_ttl", 0, 255, "Greatest TTL of this peer's adverts").or("255"));

    /** What may follow the name of something that is tracked by a small weight. */
    static final Block TRACKED = Block.of(
            "<entry>",
            words("weight", "weight W [reverse|noreverse], -253 to 253: added to the priority while it is up")
                    .or("that of its definition"));

    /** What may follow the name of something that is tracked by a weight that may also say fault. */
    static final Block TRACKED_WIDE = Block.of(
            "<entry>",
            words("weight", "weight W [reverse|noreverse], -254 to 254: its value times this is added to the priority")
                    .or("that of its definition"));

    /** Rows of lists of addresses, routes and rules that are no options of theirs. */
    static final Block ENTRIES = Block.of(
            "",
            form("<address>", "ADDR[/LEN] [OPTION]...: an address and its options"),
            form("<route>", "[TYPE] DEST[/LEN] [OPTION]...: a route and its options"),
            form("<rule>/[type] ACTION", "goto N, nop, blackhole, unreachable or prohibit: what a rule does")
                    .later());

    /** Checks of the reference whose type no bundle brings yet. */
    static final Block MISSING_CHECKS = Block.of(
            "real_server",
            block(
                            "BFD_CHECK",
                            "Follows a BFD session",
                            Block.of(
                                    "BFD_CHECK",
                                    text("name", "Name of the bfd_instance").later(),
                                    bool("alpha", "Start as failed").later()))
                    .later());

    private FormKeywords() {}
}
