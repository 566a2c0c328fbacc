package io.vigil.config.checkers;

import io.vigil.api.checker.Checker;
import io.vigil.api.checker.CheckerDescription;
import io.vigil.api.checker.CheckerFactory;
import io.vigil.api.checker.CheckerType;
import io.vigil.api.checker.Options;
import java.util.List;

/** What a bundle brings. */
@CheckerType("SAMPLE_CHECK")
final class SampleCheckerFactory implements CheckerFactory {
    @Override
    public CheckerDescription description() {
        return CheckerDescription.of("SAMPLE_CHECK", "A sample.", List.of());
    }

    @Override
    public Checker create(Options options) {
        throw new UnsupportedOperationException("only described");
    }
}
