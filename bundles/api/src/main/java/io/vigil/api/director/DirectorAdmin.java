package io.vigil.api.director;

import java.nio.file.Path;
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
     * Stops in good order: addresses and services are given up first.
     *
     * @return done when the kernel holds nothing of ours any more
     */
    CompletionStage<Void> stop();
}
