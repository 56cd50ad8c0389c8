package io.github.jdbcreplica.statement;

import io.github.jdbcreplica.error.ReplicaError;
import io.github.jdbcreplica.statement.ReplicaStatement.AddFailoverSource;
import io.github.jdbcreplica.statement.ReplicaStatement.ChangeReplicationFilter;
import io.github.jdbcreplica.statement.ReplicaStatement.ChangeReplicationSource;
import io.github.jdbcreplica.statement.ReplicaStatement.Credentials;
import io.github.jdbcreplica.statement.ReplicaStatement.DeleteFailoverSource;
import io.github.jdbcreplica.statement.ReplicaStatement.ResetFailoverSources;
import io.github.jdbcreplica.statement.ReplicaStatement.ResetReplica;
import io.github.jdbcreplica.statement.ReplicaStatement.SetReplicaVariables;
import io.github.jdbcreplica.statement.ReplicaStatement.ShowReplicaStatus;
import io.github.jdbcreplica.statement.ReplicaStatement.SkipTransaction;
import io.github.jdbcreplica.statement.ReplicaStatement.SourcePosWait;
import io.github.jdbcreplica.statement.ReplicaStatement.StartReplica;
import io.github.jdbcreplica.statement.ReplicaStatement.StopReplica;
import io.github.jdbcreplica.statement.ReplicaStatement.ThreadType;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The text of a statement, passwords included: {@link StatementParser} makes an equal statement of it, in another JVM and another version of this driver too. Only of an empty transaction the SET in front of it is all there is. Stateless. */
public final class StatementWriter {
    private StatementWriter() {}

    /** @throws SQLException 1235 for a statement that only the JVM in which it was given can execute */
    public static String text(ReplicaStatement statement) throws SQLException {
        if (statement instanceof SourcePosWait wait) {
            return call(
                    ReplicaFunction.SOURCE_POS_WAIT,
                    wait.label(),
                    wait.position().map(at -> literal(at.file())).orElse("NULL"),
                    wait.position().map(at -> Long.toString(at.position())).orElse("NULL"),
                    wait.timeoutSeconds().toPlainString(),
                    wait.channel().map(StatementWriter::literal).orElse(null));
        }
        if (statement instanceof AddFailoverSource add) {
            return call(
                    ReplicaFunction.ASYNCHRONOUS_CONNECTION_FAILOVER_ADD_SOURCE,
                    add.label(),
                    literal(add.source().channel()),
                    literal(add.source().host()),
                    Integer.toString(add.source().port()),
                    literal(add.source().networkNamespace()),
                    Integer.toString(add.source().weight()));
        }
        if (statement instanceof DeleteFailoverSource delete) {
            return call(
                    ReplicaFunction.ASYNCHRONOUS_CONNECTION_FAILOVER_DELETE_SOURCE,
                    delete.label(),
                    literal(delete.source().channel()),
                    literal(delete.source().host()),
                    Integer.toString(delete.source().port()),
                    literal(delete.source().networkNamespace()));
        }
        if (statement instanceof ResetFailoverSources reset) {
            return call(ReplicaFunction.ASYNCHRONOUS_CONNECTION_FAILOVER_RESET, reset.label());
        }
        return body(statement)
                + statement
                        .channel()
                        .map(channel -> " FOR CHANNEL " + literal(channel))
                        .orElse("");
    }

    /** @param arguments an absent one is null */
    private static String call(ReplicaFunction function, String label, String... arguments) {
        return "SELECT " + function + "("
                + Stream.of(arguments).filter(Objects::nonNull).collect(Collectors.joining(", ")) + ") AS "
                + quoted(label);
    }

    private static String body(ReplicaStatement statement) throws SQLException {
        if (statement instanceof StartReplica start) {
            return "START REPLICA" + threads(start.threads()) + until(start)
                    + start.credentials().map(StatementWriter::credentials).orElse("");
        }
        if (statement instanceof StopReplica stop) {
            return "STOP REPLICA" + threads(stop.threads());
        }
        if (statement instanceof ChangeReplicationSource change) {
            // Options without consequence here are not kept; without one there is no statement.
            return change.options().isEmpty()
                    ? "CHANGE REPLICATION SOURCE TO NETWORK_NAMESPACE = ''"
                    : "CHANGE REPLICATION SOURCE TO "
                            + list(change.options(), option -> option.getKey() + " = " + value(option));
        }
        if (statement instanceof ChangeReplicationFilter change) {
            return "CHANGE REPLICATION FILTER "
                    + list(
                            change.rules(),
                            rule -> rule.getKey() + " = (" + names(rule.getKey(), rule.getValue()) + ")");
        }
        if (statement instanceof ResetReplica reset) {
            return reset.all() ? "RESET REPLICA ALL" : "RESET REPLICA";
        }
        if (statement instanceof ShowReplicaStatus show) {
            return switch (show.form()) {
                case SOURCE -> "SHOW REPLICA STATUS";
                case MASTER -> "SHOW SLAVE STATUS";
                case MARIADB -> "SHOW ALL SLAVES STATUS";
            };
        }
        if (statement instanceof SetReplicaVariables set) {
            return "SET "
                    + list(
                            set.values(),
                            variable -> "GLOBAL " + variable.getKey() + " = "
                                    + (variable.getKey() == ReplicaVariable.SQL_REPLICA_SKIP_COUNTER
                                            ? variable.getValue()
                                            : literal(variable.getValue())));
        }
        if (statement instanceof SkipTransaction skip) {
            return "SET GTID_NEXT = " + literal(skip.gtid());
        }
        throw ReplicaError.NOT_SUPPORTED_YET.exception(
                statement.getClass().getSimpleName() + " from another JVM than that which runs the replica");
    }

    private static String threads(Set<ThreadType> threads) {
        return threads.equals(EnumSet.allOf(ThreadType.class))
                ? ""
                : " " + threads.stream().map(ThreadType::name).sorted().collect(Collectors.joining(", "));
    }

    private static String until(StartReplica start) {
        return start.until().map(until -> " UNTIL " + condition(until)).orElse("");
    }

    private static String condition(Until until) {
        if (until instanceof Until.SqlBeforeGtids before) {
            return "SQL_BEFORE_GTIDS = " + literal(before.gtids().toString());
        }
        if (until instanceof Until.SqlAfterGtids after) {
            return "SQL_AFTER_GTIDS = " + literal(after.gtids().toString());
        }
        if (until instanceof Until.SourceLogPosition source) {
            return "SOURCE_LOG_FILE = " + literal(source.position().file()) + ", SOURCE_LOG_POS = "
                    + source.position().position();
        }
        if (until instanceof Until.RelayLogPosition relay) {
            return "RELAY_LOG_FILE = " + literal(relay.position().file()) + ", RELAY_LOG_POS = "
                    + relay.position().position();
        }
        return "SQL_AFTER_MTS_GAPS";
    }

    private static String credentials(Credentials credentials) {
        return " USER = " + literal(credentials.user()) + " PASSWORD = " + literal(credentials.password());
    }

    private static String value(Map.Entry<SourceOption, Object> option) {
        Object value = option.getValue();
        return switch (option.getKey()) {
            case IGNORE_SERVER_IDS -> "(" + value + ")";
            case REQUIRE_TABLE_PRIMARY_KEY_CHECK -> value.toString();
            case ASSIGN_GTIDS_TO_ANONYMOUS_TRANSACTIONS ->
                Set.of("OFF", "LOCAL").contains(value) ? value.toString() : literal(value.toString());
            default ->
                switch (option.getKey().type()) {
                    case STRING -> literal(value.toString());
                    case INTEGER -> value.toString();
                    case BOOLEAN -> (Boolean) value ? "1" : "0";
                    case DECIMAL -> ((BigDecimal) value).toPlainString();
                };
        };
    }

    private static String names(FilterRule rule, List<FilterValue> values) {
        return values.stream().map(value -> name(rule, value)).collect(Collectors.joining(", "));
    }

    private static String name(FilterRule rule, FilterValue value) {
        return switch (rule) {
            case REPLICATE_DO_DB, REPLICATE_IGNORE_DB -> quoted(value.first());
            case REPLICATE_DO_TABLE, REPLICATE_IGNORE_TABLE -> quoted(value.first()) + "." + quoted(value.second());
            case REPLICATE_WILD_DO_TABLE, REPLICATE_WILD_IGNORE_TABLE -> literal(value.first() + "." + value.second());
            case REPLICATE_REWRITE_DB -> "(" + quoted(value.first()) + ", " + quoted(value.second()) + ")";
        };
    }

    private static <K, V> String list(Map<K, V> entries, Function<Map.Entry<K, V>, String> text) {
        return entries.entrySet().stream().map(text).collect(Collectors.joining(", "));
    }

    private static String quoted(String name) {
        return "`" + name.replace("`", "``") + "`";
    }

    private static String literal(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "''") + "'";
    }
}
