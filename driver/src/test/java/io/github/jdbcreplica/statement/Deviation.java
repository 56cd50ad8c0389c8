package io.github.jdbcreplica.statement;

import io.github.jdbcreplica.statement.StatementCases.Case;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Where the driver answers otherwise than MySQL 9.7, on purpose. Every one of them must still differ; the README's section on statements lists them.
 *
 * @param statement found in the state and the statement
 * @param answer the driver's whole answer
 */
public record Deviation(Pattern statement, Pattern answer, String reason) {
    private static final List<Deviation> ALL = List.of(
            deviation(
                    "SLAVE|MASTER",
                    "OK|ROWS \\d|ERROR (1200|1871) .*",
                    "spellings that MySQL 8.0 had and 9.7 has not: understood, with 8.0's note 1287"),
            deviation(
                    "RESET REPLICA ALL, REPLICA",
                    "ERROR 1235 42000 This version of jdbc-replica doesn't yet support 'RESET REPLICA, ...'",
                    "a list of RESETs is a statement of its own"),
            deviation(
                    "(SOURCE_PORT=(2147483648|4294967295|9{20})|SOURCE_CONNECT_RETRY=(2147483648|9223372036854775807))$",
                    "ERROR 1742 HY000 Data for column '\\w+' too long",
                    "the server has changed its settings in memory when it finds that it cannot store them; the driver changes nothing"),
            deviation(
                    "SHOW REPLICA STATUS; SELECT 1",
                    "ROWS \\d",
                    "several statements in one string need no option of the connection"),
            deviation(
                    "UNCONFIGURED START REPLICA UNTIL SQL_BEFORE_GTIDS='.*x'",
                    "ERROR 1772 HY000 Malformed GTID set specification '.*'\\.",
                    "a malformed set is refused before the state is looked at"),
            deviation(
                    "RUNNING .*PRIVILEGE_CHECKS_USER=''",
                    "ERROR 3925 HY000 .*",
                    "an account that cannot be is refused before the state is looked at"),
            deviation(
                    "RUNNING .* (NETWORK_NAMESPACE=''|PRIVILEGE_CHECKS_USER=NULL)$",
                    "OK",
                    "an option that has only its neutral value changes nothing, and needs no thread stopped"),
            deviation(
                    "SHOW TABLES; CHANGE",
                    "ERROR 1046 3D000 No database selected",
                    "several statements in one string: the first fails before the second is read"),
            deviation(
                    "(STOPPED_AUTO_POSITION|RUNNING) .*RELAY_LOG_POS=0$",
                    "OK",
                    "without relay logs their neutral position contradicts nothing"),
            deviation(
                    "^STOPPED START REPLICA UNTIL SQL_BEFORE_GTIDS='.*x'",
                    "ERROR 1772 HY000 Malformed GTID set specification '.*'\\.",
                    "the server has taken down the condition when it finds that the set is malformed; the driver changes nothing"),
            deviation(
                    "SOURCE_COMPRESSION_ALGORITHMS='zlib(,|,zlib,zlib)?'",
                    "ERROR 1235 42000 .*",
                    "the connection to the source is not compressed: an option that asks for it is refused rather than ignored"),
            deviation(
                    "REPLICA (SQL_THREAD )?UNTIL (SOURCE_LOG_|RELAY_LOG_)",
                    "OK",
                    "no warning 1278: what was started with UNTIL is not started again by itself"));

    private static Deviation deviation(String statement, String answer, String reason) {
        return new Deviation(Pattern.compile(statement), Pattern.compile(answer, Pattern.DOTALL), reason);
    }

    public static boolean covers(Case aCase, String answer) {
        return ALL.stream()
                .anyMatch(deviation -> deviation
                                .statement
                                .matcher(aCase.state() + " " + aCase.sql())
                                .find()
                        && deviation.answer.matcher(answer).matches());
    }
}
