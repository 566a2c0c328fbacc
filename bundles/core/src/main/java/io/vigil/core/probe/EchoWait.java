package io.vigil.core.probe;

import io.vigil.api.checker.Verdict;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/** One echo that a run waits for. The answer reaches the checker on the run's loop. */
final class EchoWait implements Opening {
    private final ProbeRun run;
    private final InetAddress to;
    private final int bytes;
    private final Duration within;
    private final CompletableFuture<Duration> answer = new CompletableFuture<>();

    /** @throws IllegalArgumentException when no packet holds so many bytes */
    EchoWait(ProbeRun run, InetAddress to, int bytes, Duration within) {
        if (bytes < 0 || bytes > Echoes.LONGEST_DATA) {
            throw new IllegalArgumentException("an echo carries 0 to " + Echoes.LONGEST_DATA + " bytes, not " + bytes);
        }
        this.run = run;
        this.to = to;
        this.bytes = bytes;
        this.within = within;
    }

    CompletionStage<Duration> answer() {
        return answer;
    }

    @Override
    public void open() {
        run.entered(Verdict.Phase.REQUEST);
        run.lender()
                .echoes()
                .ask(new Echoes.Order(run.order().target(), to, bytes, run.step(within)), new Echoes.Asker() {
                    @Override
                    public void replied(Duration roundTrip) {
                        answered(roundTrip, null);
                    }

                    @Override
                    public void failed(IOException cause) {
                        answered(null, cause);
                    }

                    @Override
                    public void impossible(String reason) {
                        run.broke(reason);
                    }
                });
    }

    private void answered(@Nullable Duration roundTrip, @Nullable IOException cause) {
        try {
            run.loop().execute(() -> {
                if (roundTrip != null) {
                    run.entered(Verdict.Phase.RESPONSE);
                    run.enter("echo", () -> answer.complete(roundTrip));
                } else if (cause != null) {
                    run.enter("echo", () -> answer.completeExceptionally(cause));
                }
            });
        } catch (RejectedExecutionException e) {
            // The engine is closing and the run has been told
            return;
        }
    }

    /** The thread that waits for the reply gives it up at its own time. */
    @Override
    public void close() {
        answer.cancel(false);
    }
}
