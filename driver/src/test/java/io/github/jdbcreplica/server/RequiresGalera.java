package io.github.jdbcreplica.server;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Tests that need a Galera cluster: skipped, loudly, where Debian's packages cannot be had. */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(RequiresGalera.Condition.class)
public @interface RequiresGalera {
    final class Condition implements ExecutionCondition {
        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            if (GaleraInstallation.isAvailable()) {
                return ConditionEvaluationResult.enabled("MariaDB with Galera found");
            }
            System.err.println(
                    "SKIPPED " + context.getDisplayName()
                            + ": no MariaDB with Galera. Run on Debian with apt-get, which fetches mariadb-server-core and galera-4.");
            return ConditionEvaluationResult.disabled("no MariaDB with Galera");
        }
    }
}
