package io.github.jdbcreplica.dialect.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jdbcreplica.dialect.TargetError;
import java.sql.SQLException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The texts are those of MySQL 9.7. */
class GroupErrorsTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    3101 | Plugin instructed the server to rollback the current transaction.                        | DEADLOCK
                    1180 | Got error 149 - 'Lock deadlock; Retry transaction' during COMMIT                         | DEADLOCK
                    1180 | Got error 28 - 'No space left on device' during COMMIT                                   | OTHER
                    3100 | Error on observer while running replication hook 'before_commit'.                        | CONNECTION_LOST
                    1290 | The MySQL server is running with the --super-read-only option so it cannot execute this statement | CONNECTION_LOST
                    1062 | Duplicate entry '1' for key 't.PRIMARY'                                                  | OTHER
                    """)
    void what_the_applier_does_next(int code, String message, TargetError error) {
        assertThat(GroupErrors.classify(new SQLException(message, "HY000", code)))
                .isEqualTo(error);
    }
}
