package io.vigil.checker.file;

import io.vigil.api.checker.CheckContext;
import io.vigil.api.checker.Checker;
import io.vigil.api.checker.Verdict;
import io.vigil.api.failover.FileNumber;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/** Reads the number in a file. A file that is missing or cannot be read counts as 0 (W5). */
final class FileCheck implements Checker {
    private final Path file;
    private final Factor factor;

    FileCheck(Path file, Factor factor) {
        this.file = file;
        this.factor = factor;
    }

    @Override
    public Set<Path> watches() {
        return Set.of(file);
    }

    @Override
    public CompletionStage<Verdict> check(CheckContext context) {
        return context.blocking(this::read);
    }

    /** A number that does not fit 32 bits leaves the old one in force (W5), and so the last verdict: that run breaks. */
    private Verdict read() throws IOException {
        byte[] content;
        try (InputStream in = Files.newInputStream(file)) {
            content = in.readNBytes(FileNumber.BYTES);
        } catch (NoSuchFileException e) {
            return factor.judge(0);
        } catch (IOException e) {
            return factor.judge(0).warning("cannot read " + file + ": " + e.getMessage() + "; it counts as 0");
        }
        OptionalLong number = FileNumber.of(content);
        if (number.isEmpty()) {
            throw new IOException("the number in " + file + " does not fit 32 bits; the old one stays");
        }
        return factor.judge(number.getAsLong());
    }
}
