package io.vigil.linux.process;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;

/**
 * Reads what a program says and keeps the beginning of it, on a daemon thread of its own that ends when nobody can write to
 * the program's output any more.
 */
final class BoundedOutput {
    private final InputStream in;
    private final int bound;
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private final CompletableFuture<Boolean> ended = new CompletableFuture<>();

    private BoundedOutput(InputStream in, int bound) {
        this.in = in;
        this.bound = bound;
    }

    static BoundedOutput read(Process process, int bound) {
        BoundedOutput output = new BoundedOutput(process.getInputStream(), bound);
        Thread thread = new Thread(output::pump, "program-output-" + process.pid());
        thread.setDaemon(true);
        thread.start();
        return output;
    }

    /** Runs the action once there is no more to come. */
    void whenEnded(Runnable action) {
        var unused = ended.thenRun(action);
    }

    /** What was kept so far. */
    String text() {
        synchronized (kept) {
            return kept.toString(StandardCharsets.UTF_8);
        }
    }

    private void pump() {
        byte[] chunk = new byte[4096];
        try {
            for (int got = in.read(chunk); got >= 0; got = in.read(chunk)) {
                synchronized (kept) {
                    kept.write(chunk, 0, Math.min(got, bound - kept.size()));
                }
            }
        } catch (IOException e) {
            // The pipe broke with the program: what was read before is what there is.
        } finally {
            ended.complete(true);
        }
    }
}
