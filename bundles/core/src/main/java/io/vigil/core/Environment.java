package io.vigil.core;

import io.vigil.api.checker.CheckerDescription;
import io.vigil.api.director.PlannedChange;
import io.vigil.config.Config;
import io.vigil.core.check.FileChanges;
import io.vigil.core.check.ProbeRunner;
import io.vigil.core.plan.ConfigurationReader;
import io.vigil.core.process.LaunchOptions;
import java.net.InetAddress;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * Where a director runs: what tests replace.
 *
 * @param options how it was started
 * @param version the product's version
 * @param hostName this machine's name
 * @param boot names this boot of the kernel
 * @param reader reads configurations
 * @param probes runs checks
 * @param random spreads first checks
 * @param declaredTypes checker types that installed bundles declare, started or not
 * @param files notices when files change that checks watch
 * @param localAddresses the addresses of this machine
 * @param openFiles how many files and sockets this process may have open
 * @param difference what lies between two configurations, in words
 */
record Environment(
        LaunchOptions options,
        String version,
        String hostName,
        String boot,
        ConfigurationReader reader,
        ProbeRunner probes,
        RandomGenerator random,
        Supplier<List<CheckerDescription>> declaredTypes,
        FileChanges files,
        Supplier<Set<InetAddress>> localAddresses,
        long openFiles,
        BiFunction<Config, Config, List<PlannedChange>> difference) {}
