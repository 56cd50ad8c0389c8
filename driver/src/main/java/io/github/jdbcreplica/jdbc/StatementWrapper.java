package io.github.jdbcreplica.jdbc;

import io.github.jdbcreplica.channel.StatementResult;
import io.github.jdbcreplica.statement.ParsedStatement;
import io.github.jdbcreplica.statement.ReplicaStatement;
import java.lang.reflect.Method;
import java.sql.CallableStatement;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A statement object of any kind. It speaks for the delegate until it has executed a replication statement; then, until the next execution, its {@link Answer} speaks.
 * As any JDBC statement it belongs to one thread at a time.
 */
class StatementWrapper extends Wrapper<Statement> {
    private final ConnectionWrapper connection;

    /** Null while the delegate speaks. */
    private Answer answer;

    /** The delegate's open result, so that asking twice gives the same object and that ours can close it. */
    private ResultSet innerResult;

    private ResultSet innerResultWrapped;

    /** What is being executed; for {@link Statement#cancel}, the one method that any thread may call. */
    private volatile ControlCall running;

    StatementWrapper(Class<? extends Statement> type, Statement delegate, ConnectionWrapper connection) {
        super(type, delegate);
        this.connection = connection;
    }

    static Class<? extends Statement> interfaceOf(Statement statement) {
        if (statement instanceof CallableStatement) {
            return CallableStatement.class;
        }
        return statement instanceof PreparedStatement ? PreparedStatement.class : Statement.class;
    }

    @Override
    Object intercept(Method method, Object[] arguments) throws Throwable {
        return switch (method.getName()) {
            case "execute", "executeQuery", "executeUpdate", "executeLargeUpdate" -> execute(method, arguments);
            case "executeBatch", "executeLargeBatch" -> delegateSpeaks(method, arguments);
            case "addBatch" -> addBatch(method, arguments);
            case "getResultSet" -> answering() ? answer.resultSet() : innerResult(method, arguments);
            case "getUpdateCount" -> answering() ? (Object) (int) answer.updateCount() : call(method, arguments);
            case "getLargeUpdateCount" -> answering() ? (Object) answer.updateCount() : call(method, arguments);
            case "getMoreResults" -> answering() ? (Object) moreResults(arguments) : call(method, arguments);
            case "getWarnings" -> answering() ? answer.warnings() : call(method, arguments);
            case "clearWarnings" -> clearWarnings(method, arguments);
            case "getGeneratedKeys" -> generatedKeys(method, arguments);
            case "getConnection" -> call(method, arguments) == null ? null : connection.proxy();
            case "isClosed" ->
                (boolean) call(method, arguments) || connection.delegate().isClosed();
            case "close" -> close(method, arguments);
            case "cancel" -> cancel(method, arguments);
            default -> pass(method, arguments);
        };
    }

    /** False also of a closed statement: the delegate then objects, in its own words. Not every driver closes the statements with their connection. */
    private boolean answering() throws SQLException {
        return answer != null
                && !delegate().isClosed()
                && !connection.delegate().isClosed();
    }

    private Object execute(Method method, Object[] arguments) throws Throwable {
        if (arguments != null) {
            Optional<ParsedStatement> ours = ConnectionWrapper.parse((String) arguments[0]);
            if (ours.isPresent()) {
                return run(ours.get(), EntryPoint.named(method.getName()));
            }
        }
        return delegateSpeaks(method, arguments);
    }

    private Object delegateSpeaks(Method method, Object[] arguments) throws Throwable {
        if (answer != null) {
            answer.end(false);
            answer = null;
        }
        Object result = call(method, arguments);
        return result instanceof ResultSet rows ? wrapped(rows) : result;
    }

    /** The one way a replication statement is executed, whatever method it came by. */
    final Object run(ParsedStatement parsed, EntryPoint entryPoint) throws SQLException {
        ReplicaStatement statement = parsed.statement();
        entryPoint.check(statement);
        long maxRows = maxRows();
        discardResults();
        StatementResult result = execute(statement);
        answer = answer(result, parsed.notes(), maxRows);
        return entryPoint.result(answer);
    }

    private StatementResult execute(ReplicaStatement statement) throws SQLException {
        ControlCall call = new ControlCall(statement);
        running = call;
        try {
            return connection.execute(statement, call, delegate().getQueryTimeout());
        } finally {
            running = null;
        }
    }

    private Object cancel(Method method, Object[] arguments) throws Throwable {
        ControlCall call = running;
        if (call == null) {
            return call(method, arguments);
        }
        call.cancel();
        return null;
    }

    /** Asking the delegate also lets it object, in its own words, when it is closed. */
    private long maxRows() throws SQLException {
        return delegate().getMaxRows();
    }

    private void discardResults() throws SQLException {
        if (innerResult != null) {
            innerResult.close();
            innerResult = null;
            innerResultWrapped = null;
        }
        if (answer != null) {
            answer.end(false);
        }
        answer = Answer.none();
    }

    /** What a SHOW statement would answer; null for one without rows. */
    final ResultSetMetaData describe(ReplicaStatement statement) throws SQLException {
        return Answer.hasRows(statement) && execute(statement) instanceof StatementResult.Table table
                ? new TableMetaData(table.columns())
                : null;
    }

    private Answer answer(StatementResult result, List<SQLWarning> notesOfText, long maxRows) {
        List<SQLWarning> notes = new ArrayList<>(notesOfText);
        notes.addAll(result.notes());
        return result instanceof StatementResult.Table table
                ? Answer.rows(TableResultSet.of(table, maxRows, proxy()), notes)
                : Answer.done(notes);
    }

    private ResultSet innerResult(Method method, Object[] arguments) throws Throwable {
        return wrapped((ResultSet) call(method, arguments));
    }

    private ResultSet wrapped(ResultSet inner) {
        if (inner != innerResult) {
            innerResult = inner;
            innerResultWrapped = connection.wrap(inner, this);
        }
        return innerResultWrapped;
    }

    private boolean moreResults(Object[] arguments) {
        answer.end(arguments != null && (int) arguments[0] == Statement.KEEP_CURRENT_RESULT);
        return false;
    }

    private Object clearWarnings(Method method, Object[] arguments) throws Throwable {
        if (answer != null) {
            answer.clearWarnings();
        }
        return call(method, arguments);
    }

    /** A replication statement generates no keys; the delegate would still show those of the statement before. */
    private ResultSet generatedKeys(Method method, Object[] arguments) throws Throwable {
        if (!answering()) {
            return connection.wrap((ResultSet) call(method, arguments), this);
        }
        StatementResult.ResultColumn key =
                new StatementResult.ResultColumn("GENERATED_KEY", Types.BIGINT, 20, false, false);
        return TableResultSet.of(new StatementResult.Table(List.of(key), List.of(), List.of()), 0, proxy())
                .proxy();
    }

    private Object addBatch(Method method, Object[] arguments) throws Throwable {
        if (arguments != null && ConnectionWrapper.parse((String) arguments[0]).isPresent()) {
            throw notInBatch();
        }
        return call(method, arguments);
    }

    static SQLException notInBatch() {
        return new SQLException("A replication statement cannot be part of a batch: execute it by itself", "HY000");
    }

    private Object close(Method method, Object[] arguments) throws Throwable {
        if (answer != null) {
            answer.end(false);
        }
        return call(method, arguments);
    }
}
