package io.vigil.linux.kernel;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Lets a test run only where it may change the kernel: in a guest of the lab, which sets {@code UML=1}. */
final class GuestOnly implements ExecutionCondition {
    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        if ("1".equals(System.getenv("UML"))) {
            return ConditionEvaluationResult.enabled("this is a guest");
        }
        String reason = context.getDisplayName() + " changes the kernel: it runs in a guest of the lab only (UML=1)";
        System.out.println("SKIPPED " + reason);
        return ConditionEvaluationResult.disabled(reason);
    }
}
