package io.github.jdbcreplica.statement;

import io.github.jdbcreplica.error.ReplicaError;
import io.github.jdbcreplica.event.BinlogCoordinates;
import io.github.jdbcreplica.statement.FunctionCall.Argument;
import io.github.jdbcreplica.statement.ReplicaStatement.AddFailoverSource;
import io.github.jdbcreplica.statement.ReplicaStatement.DeleteFailoverSource;
import io.github.jdbcreplica.statement.ReplicaStatement.ResetFailoverSources;
import io.github.jdbcreplica.statement.ReplicaStatement.SourcePosWait;
import io.github.jdbcreplica.statement.ReplicaStatement.WaitForExecutedGtidSet;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The functions of a replica; each constant's name is the function's. */
enum ReplicaFunction {
    SOURCE_POS_WAIT {
        @Override
        ReplicaStatement statement(FunctionCall call, Notes notes) throws SQLException {
            return sourcePosWait(call, notes);
        }
    },
    MASTER_POS_WAIT {
        @Override
        ReplicaStatement statement(FunctionCall call, Notes notes) throws SQLException {
            SourcePosWait wait = sourcePosWait(call, notes);
            notes.deprecated(name(), SOURCE_POS_WAIT.name());
            return wait;
        }
    },
    WAIT_FOR_EXECUTED_GTID_SET {
        @Override
        ReplicaStatement statement(FunctionCall call, Notes notes) throws SQLException {
            requireCount(call, 1, 2);
            List<Argument> arguments = call.arguments();
            BigDecimal timeout = arguments.size() > 1 ? arguments.get(1).number("DOUBLE", notes) : BigDecimal.ZERO;
            if ((arguments.size() > 1 && arguments.get(1).isNull()) || timeout.signum() < 0) {
                throw ReplicaError.WRONG_ARGUMENTS.exception("WAIT_FOR_EXECUTED_GTID_SET.");
            }
            String set = arguments.get(0).text().orElse("NULL");
            return new WaitForExecutedGtidSet(call.label(), GtidText.set(set), timeout);
        }
    },
    ASYNCHRONOUS_CONNECTION_FAILOVER_ADD_SOURCE {
        @Override
        ReplicaStatement statement(FunctionCall call, Notes notes) throws SQLException {
            return new AddFailoverSource(call.label(), source(call, 5));
        }
    },
    ASYNCHRONOUS_CONNECTION_FAILOVER_DELETE_SOURCE {
        @Override
        ReplicaStatement statement(FunctionCall call, Notes notes) throws SQLException {
            return new DeleteFailoverSource(call.label(), source(call, 4));
        }
    },
    ASYNCHRONOUS_CONNECTION_FAILOVER_RESET {
        @Override
        ReplicaStatement statement(FunctionCall call, Notes notes) throws SQLException {
            if (!call.arguments().isEmpty()) {
                throw wrong("The function takes no arguments.");
            }
            return new ResetFailoverSources(call.label());
        }
    },
    ASYNCHRONOUS_CONNECTION_FAILOVER_ADD_MANAGED {
        @Override
        ReplicaStatement statement(FunctionCall call, Notes notes) throws SQLException {
            throw Tokens.notSupportedYet(name());
        }
    },
    ASYNCHRONOUS_CONNECTION_FAILOVER_DELETE_MANAGED {
        @Override
        ReplicaStatement statement(FunctionCall call, Notes notes) throws SQLException {
            throw Tokens.notSupportedYet(name());
        }
    };

    private static final int DEFAULT_WEIGHT = 50;
    private static final int MAX_WEIGHT = 100;

    abstract ReplicaStatement statement(FunctionCall call, Notes notes) throws SQLException;

    static Optional<ReplicaFunction> named(String keyword) {
        for (ReplicaFunction function : values()) {
            if (function.name().equals(keyword)) {
                return Optional.of(function);
            }
        }
        return Optional.empty();
    }

    SourcePosWait sourcePosWait(FunctionCall call, Notes notes) throws SQLException {
        requireCount(call, 2, 4);
        List<Argument> arguments = call.arguments();
        Optional<BinlogCoordinates> position = position(arguments, notes);
        BigDecimal timeout = arguments.size() > 2 ? arguments.get(2).number("DOUBLE", notes) : BigDecimal.ZERO;
        if (timeout.signum() < 0) {
            throw ReplicaError.WRONG_ARGUMENTS.exception(name() + ".");
        }
        Optional<String> channel =
                arguments.size() > 3 ? arguments.get(3).text().map(ChannelClause::lowerCase) : Optional.empty();
        return new SourcePosWait(call.label(), position, timeout, channel);
    }

    private static Optional<BinlogCoordinates> position(List<Argument> arguments, Notes notes) {
        if (arguments.stream().anyMatch(Argument::isNull)) {
            return Optional.empty();
        }
        long position = arguments.get(1).number("INTEGER", notes).longValue();
        String file = arguments.get(0).text().orElseThrow();
        return position < 0 ? Optional.empty() : Optional.of(new BinlogCoordinates(file, position));
    }

    void requireCount(FunctionCall call, int atLeast, int atMost) throws SQLException {
        int count = call.arguments().size();
        if (count < atLeast || count > atMost) {
            throw ReplicaError.WRONG_PARAMCOUNT_TO_NATIVE_FCT.exception(call.name());
        }
    }

    /** channel, host, port, network namespace, weight: the last two may be left out. The server's loadable functions take only literals of the right type. */
    FailoverSource source(FunctionCall call, int atMost) throws SQLException {
        List<Argument> arguments = call.arguments();
        if (arguments.size() < 3) {
            throw wrong("You need to specify all mandatory arguments.");
        }
        if (arguments.size() > atMost) {
            throw wrong("You must specify max " + atMost + " arguments.");
        }
        String channel = arguments.get(0).text().orElse("");
        String host = arguments.get(1).isString() ? arguments.get(1).text().orElse("") : "";
        if (host.isEmpty()) {
            throw wrong("You need to specify hostname.");
        }
        if (!arguments.get(2).isInteger()) {
            throw wrong("You need to specify value for port.");
        }
        // The server reads it and passes over it with a warning.
        String namespace = arguments.size() > 3 ? arguments.get(3).text().orElse("") : "";
        int weight = arguments.size() > 4 ? weight(arguments.get(4)) : DEFAULT_WEIGHT;
        return new FailoverSource(ChannelClause.lowerCase(channel), host, port(arguments.get(2)), namespace, weight);
    }

    private static int port(Argument argument) {
        return number(argument).intValue();
    }

    private static BigDecimal number(Argument integer) {
        return new BigDecimal(integer.text().orElseThrow());
    }

    private int weight(Argument argument) throws SQLException {
        BigDecimal weight = argument.isInteger() ? number(argument) : BigDecimal.ZERO;
        if (weight.signum() <= 0 || weight.compareTo(BigDecimal.valueOf(MAX_WEIGHT)) > 0) {
            throw wrong("The weight argument value should be integer value between 1-100.");
        }
        return weight.intValue();
    }

    SQLException wrong(String what) {
        return ReplicaError.CANT_INITIALIZE_UDF.exception(name().toLowerCase(Locale.ROOT), "Wrong arguments: " + what);
    }
}
