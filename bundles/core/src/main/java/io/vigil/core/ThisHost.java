package io.vigil.core;

import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the director asks of the machine it runs on. */
final class ThisHost {
    private static final Logger LOG = LoggerFactory.getLogger(ThisHost.class);

    private static final Pattern SOFT_LIMIT = Pattern.compile("(?m)^Max open files +(\\d{1,18}|unlimited) ");
    private static final long MODEST = 1024;

    private ThisHost() {}

    /** The kernel's name for this machine; never asks a name server. */
    static String name() {
        return read(Path.of("/proc/sys/kernel/hostname"), "localhost");
    }

    /** What tells this boot of the kernel from every other. */
    static String boot() {
        return read(Path.of("/proc/sys/kernel/random/boot_id"), "unknown");
    }

    /** How many files and sockets this process may have open; a modest number when the kernel does not say. */
    static long openFiles() {
        return openFiles(read(Path.of("/proc/self/limits"), ""));
    }

    /** The soft limit in the text of {@code /proc/self/limits} (proc(5)). */
    static long openFiles(String limits) {
        Matcher soft = SOFT_LIMIT.matcher(limits);
        if (!soft.find()) {
            return MODEST;
        }
        return soft.group(1).equals("unlimited") ? Integer.MAX_VALUE : Long.parseLong(soft.group(1));
    }

    private static String read(Path file, String otherwise) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            LOG.warn("cannot read {} ({}); using '{}'", file, e.toString(), otherwise);
            return otherwise;
        }
    }

    /** The addresses of all interfaces; none when they cannot be listed. */
    static Set<InetAddress> addresses() {
        Set<InetAddress> addresses = new HashSet<>();
        try {
            NetworkInterface.networkInterfaces().forEach(i -> i.inetAddresses().forEach(addresses::add));
        } catch (SocketException e) {
            LOG.warn("cannot list the addresses of this machine: {}", e.toString());
        }
        return addresses;
    }
}
