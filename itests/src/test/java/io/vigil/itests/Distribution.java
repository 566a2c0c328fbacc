package io.vigil.itests;

import static org.ops4j.pax.exam.CoreOptions.mavenBundle;
import static org.ops4j.pax.exam.CoreOptions.options;
import static org.ops4j.pax.exam.CoreOptions.vmOption;
import static org.ops4j.pax.exam.CoreOptions.when;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.configureConsole;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.editConfigurationFilePut;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.karafDistributionConfiguration;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.keepRuntimeFolder;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.logLevel;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.karaf.options.LogLevelOption.LogLevel;

/** Our own assembly as the container of a test, with a configuration and the relay as its data plane. */
final class Distribution {
    /** Port of the virtual server in tests. */
    static final int FRONT = 28480;

    /** Port of the real server in tests. */
    static final int BACK = 28481;

    private Distribution() {}

    static Option[] with(String configuration) throws IOException {
        Path work = Path.of("target", "exam").toAbsolutePath();
        Files.createDirectories(work);
        Path file = Files.writeString(work.resolve("vigil.conf"), configuration);
        return options(
                karafDistributionConfiguration()
                        .frameworkUrl(new File(System.getProperty("distribution"))
                                .toURI()
                                .toString())
                        .name("Vigil")
                        .unpackDirectory(work.toFile())
                        .useDeployFolder(false),
                configureConsole().ignoreLocalConsole().ignoreRemoteShell(),
                logLevel(LogLevel.INFO),
                when(Boolean.getBoolean("keep")).useOptions(keepRuntimeFolder()),
                editConfigurationFilePut("etc/org.ops4j.pax.url.mvn.cfg", "org.ops4j.pax.url.mvn.repositories", ""),
                editConfigurationFilePut(
                        "etc/org.ops4j.pax.url.mvn.cfg",
                        "org.ops4j.pax.url.mvn.localRepository",
                        System.getProperty("org.ops4j.pax.url.mvn.localRepository")),
                mavenBundle("org.assertj", "assertj-core").versionAsInProject(),
                mavenBundle("net.bytebuddy", "byte-buddy").versionAsInProject(),
                vmOption("-Dvigil.config=" + file),
                vmOption("-Dvigil.pidfile=" + work.resolve("vigil.pid")),
                vmOption("-Dvigil.data=" + work.resolve("data")),
                vmOption("-Dvigil.dataplane=relay"),
                vmOption("-XX:+UseSerialGC"),
                vmOption("-XX:TieredStopAtLevel=1"));
    }
}
