package io.vigil.itests.sample;

import io.vigil.api.checker.Checker;
import io.vigil.api.checker.CheckerDescription;
import io.vigil.api.checker.CheckerFactory;
import io.vigil.api.checker.Option;
import io.vigil.api.checker.OptionType;
import io.vigil.api.checker.Options;
import io.vigil.api.checker.Verdict;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** One that behaves: its server is up. */
public class Sample implements CheckerFactory {
    /** The keyword of every sample. */
    public static final String KEYWORD = "SAMPLE_CHECK";

    @Override
    public CheckerDescription description() {
        return describe("greeting");
    }

    /** With one option of this name. */
    static CheckerDescription describe(String option) {
        return CheckerDescription.of(KEYWORD, "A sample.", List.of(Option.of(option, OptionType.TEXT, "Any text.")));
    }

    @Override
    public Checker create(Options options) {
        return context -> CompletableFuture.completedFuture(Verdict.up(Verdict.Phase.RUN, "fine"));
    }

    /** Another set of options than before. */
    public static final class OtherOptions extends Sample {
        @Override
        public CheckerDescription description() {
            return describe("welcome");
        }
    }

    /** Its constructor throws. */
    public static final class ThrowsInConstructor extends Sample {
        /** Does not get there. */
        public ThrowsInConstructor() {
            throw new IllegalStateException("no licence");
        }
    }

    /** Its constructor never returns. */
    public static final class BlocksInConstructor extends Sample {
        /** Does not get there. */
        public BlocksInConstructor() {
            Deafness.begin();
        }
    }

    /** Its description throws. */
    public static final class ThrowsInDescription extends Sample {
        @Override
        public CheckerDescription description() {
            throw new UnsupportedOperationException("nothing to say");
        }
    }

    /** It cannot make a checker. */
    public static final class ThrowsInCreate extends Sample {
        @Override
        public Checker create(Options options) {
            throw new NoClassDefFoundError("com/example/Missing");
        }
    }

    /** Making a checker never returns. */
    public static final class BlocksInCreate extends Sample {
        @Override
        public Checker create(Options options) {
            Deafness.begin();
            return super.create(options);
        }
    }

    /** Its checks throw an error. */
    public static final class ThrowsInCheck extends Sample {
        @Override
        public Checker create(Options options) {
            return context -> {
                throw new StackOverflowError("in a check");
            };
        }
    }

    /** Its checks hold the event loop for ever. */
    public static final class BlocksInCheck extends Sample {
        @Override
        public Checker create(Options options) {
            return context -> {
                Deafness.begin();
                return new CompletableFuture<>();
            };
        }
    }

    /** Its checks leave a thread behind that outlives them. */
    public static final class LeaksAThread extends Sample {
        @Override
        public Checker create(Options options) {
            Thread leak = new Thread(Deafness::begin, "sample-leak");
            leak.setDaemon(true);
            leak.start();
            return super.create(options);
        }
    }
}
