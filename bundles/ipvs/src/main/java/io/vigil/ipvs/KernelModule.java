package io.vigil.ipvs;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Asks modprobe(8) for a kernel module. */
final class KernelModule implements ModuleLoader {
    private static final Path SETTING = Path.of("/proc/sys/kernel/modprobe");
    private static final String USUAL = "/sbin/modprobe";
    private static final long PATIENCE_SECONDS = 5;

    @Override
    public Optional<String> load(String module) {
        String program = program();
        String tried = program + " " + module;
        Process process;
        try {
            process = new ProcessBuilder(program, module)
                    .redirectErrorStream(true)
                    .start();
        } catch (IOException e) {
            return Optional.of(tried + ": " + e.getMessage());
        }
        try {
            process.getOutputStream().close();
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                return Optional.of(tried + ": no end after " + PATIENCE_SECONDS + " seconds");
            }
            // modprobe says a line or two, which fit into the pipe: reading after its end can not block it.
            String said = new String(process.getInputStream().readNBytes(4096), StandardCharsets.UTF_8);
            return process.exitValue() == 0
                    ? Optional.empty()
                    : Optional.of(tried + ": exit status " + process.exitValue()
                            + said.lines().findFirst().map(line -> ": " + line).orElse(""));
        } catch (IOException e) {
            return Optional.of(tried + ": " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of(tried + ": interrupted");
        } finally {
            process.destroyForcibly();
        }
    }

    /** The program that the kernel itself would call, which is not on the path of every service. */
    private static String program() {
        try {
            String set = Files.readString(SETTING).strip();
            return set.isEmpty() ? USUAL : set;
        } catch (IOException e) {
            return USUAL;
        }
    }
}
