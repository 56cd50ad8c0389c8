package io.github.jdbcreplica.server;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Tests that need a real MySQL server: skipped, loudly, where none can be had; in CI that is a failure. */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(RequiresMySql.Condition.class)
public @interface RequiresMySql {
    final class Condition implements ExecutionCondition {
        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            if (MySqlInstallation.isAvailable()) {
                return ConditionEvaluationResult.enabled("MySQL found");
            }
            if ("true".equals(System.getenv("CI"))) {
                throw new IllegalStateException("CI must run the MySQL tests, and no MySQL server can be had");
            }
            System.err.println(
                    "SKIPPED " + context.getDisplayName()
                            + ": no MySQL server. Set REPLICA_TEST_MYSQLD, put mysqld on the PATH, or run on Debian with apt-get.");
            return ConditionEvaluationResult.disabled("no MySQL server");
        }
    }
}
