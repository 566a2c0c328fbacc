package io.vigil.core.check;

import io.vigil.api.checker.Verdict;
import io.vigil.api.pool.CheckKey;
import java.util.Optional;

/** Hears what checks say. Called on the director's thread. */
public interface CheckListener {
    /** The state of a check changed, its first result came, or the weight it asks for changed. */
    void reported(CheckKey key, boolean up, Verdict verdict);

    /** A check failed and its state did not change: a retry follows, or it was down before. */
    void failedAgain(CheckKey key, Verdict verdict, boolean willRetry);

    /** A check broke so many times in a row; its last verdict holds. */
    void keepsBreaking(CheckKey key, int times, String reason);

    /** A check that kept breaking gives verdicts again. */
    void worksAgain(CheckKey key, Verdict verdict);

    /** What a check warns of is another thing than before; empty when it no longer warns. */
    void warns(CheckKey key, Optional<String> warning);

    /** A check should have had its next verdict by now, and has not. */
    void overdue(CheckKey key, String reason);
}
