package io.vigil.api.director;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.osgi.annotation.versioning.ProviderType;

/** The commands of the director, for consoles and signals. Every method returns at once. */
@ProviderType
public interface DirectorAdmin extends Director {
    /** Reads a file as a reload would and changes nothing. */
    CompletionStage<ConfigReport> test(Path file);

    /** Reads a file and says what taking it would change; changes nothing. */
    CompletionStage<ConfigReport> plan(Path file);

    /** Reads the configuration again and takes it, or keeps the running one and says why. */
    CompletionStage<ConfigReport> reload();

    /**
     * Runs checks once, now, whatever their timers say. What they find is shown and does not count: verdicts, retries and timers of
     * the scheduled checks stay as they are.
     *
     * @param target a real server or the address that a check asks, such as {@code 10.0.0.11:80}, before it the checker type where
     *     only that one is meant: {@code TCP_CHECK 10.0.0.11:80}
     * @return one for each check that fits, in the order of the file; fails with {@link IllegalArgumentException} when none does
     */
    CompletionStage<List<CheckRun>> checkNow(String target);

    /**
     * Stops in good order: addresses and services are given up first.
     *
     * @return done when the kernel holds nothing of ours any more
     */
    CompletionStage<Void> stop();
}
