package io.github.jdbcreplica.jdbc;

import io.github.jdbcreplica.channel.StatementResult;
import io.github.jdbcreplica.error.ReplicaError;
import io.github.jdbcreplica.statement.ParsedStatement;
import io.github.jdbcreplica.statement.ReplicaStatement;
import io.github.jdbcreplica.statement.StatementParts;
import java.lang.reflect.InvocationTargetException;
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
    private static final int NO_COUNT = -1;

    private final ConnectionWrapper connection;

    /** The text of a statement that the delegate has prepared; otherwise null. */
    private final String prepared;

    /** Null while the delegate speaks. */
    private Answer answer;

    /** The inner statement of the part whose result it is, of several statements; null when the delegate speaks. */
    private Statement foreign;

    /** Null but after several statements. */
    private PartResults later;

    /** Inner statements of parts whose rows the user keeps beyond their turn. */
    private final PartResults kept = new PartResults();

    /** The delegate's open result, so that asking twice gives the same object and that ours can close it. */
    private ResultSet innerResult;

    private ResultSet innerResultWrapped;

    /** What is being executed; for {@link Statement#cancel}, the one method that any thread may call. */
    private volatile ControlCall running;

    /** The same of a part that the inner database executes. */
    private volatile Statement runningPart;

    /** Set by {@link Statement#cancel} before it looks for what is running, read between the parts: a part is either seen running or not begun any more. */
    private volatile boolean cancelled;

    StatementWrapper(
            Class<? extends Statement> type, Statement delegate, ConnectionWrapper connection, String prepared) {
        super(type, delegate);
        this.connection = connection;
        this.prepared = prepared;
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
            case "executeBatch", "executeLargeBatch" -> {
                connection.beforeForeign(null);
                yield delegateSpeaks(method, arguments);
            }
            case "addBatch" -> addBatch(method, arguments);
            case "getResultSet" -> answering() ? answer.resultSet() : innerResult(method, arguments);
            case "getUpdateCount" -> answering() ? (Object) (int) answer.updateCount() : speak(method, arguments);
            case "getLargeUpdateCount" -> answering() ? (Object) answer.updateCount() : speak(method, arguments);
            case "getMoreResults" -> moreResults(method, arguments);
            case "getWarnings" -> answering() ? answer.warnings() : speak(method, arguments);
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
            String sql = (String) arguments[0];
            if (sql != null && sql.indexOf(';') >= 0) {
                List<String> parts = connection.parts(sql);
                if (!parts.isEmpty()) {
                    return runSeveral(parts, method, arguments);
                }
            }
            Optional<ParsedStatement> ours = ConnectionWrapper.parse(sql);
            if (ours.isPresent() && !connection.isForeign(ours.get().statement())) {
                return run(ours.get(), EntryPoint.named(method.getName()));
            }
        }
        if (connection.beforeForeign(arguments == null ? prepared : (String) arguments[0])) {
            long maxRows = maxRows();
            discardResults();
            answer = boundary(maxRows);
            return EntryPoint.named(method.getName()).result(answer);
        }
        return delegateSpeaks(method, arguments);
    }

    private Answer boundary(long maxRows) throws SQLException {
        return answer(new StatementResult.Done(List.of()), List.of(), maxRows);
    }

    private Object delegateSpeaks(Method method, Object[] arguments) throws Throwable {
        if (answer != null) {
            answer.end(false);
            answer = null;
        }
        endParts();
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

    /**
     * Each by whom it belongs to, in order, up to the first that fails: then, as with Connector/J, the results before it are lost. The method called counts for the first statement, whose result it returns;
     * the others are executed whatever they are.
     */
    private Object runSeveral(List<String> parts, Method method, Object[] arguments) throws Throwable {
        EntryPoint entryPoint = EntryPoint.named(method.getName());
        long maxRows = maxRows();
        discardResults();
        PartResults results = new PartResults();
        Object first = null;
        cancelled = false;
        try {
            for (int i = 0; i < parts.size(); i++) {
                if (cancelled) {
                    throw ReplicaError.QUERY_INTERRUPTED.exception();
                }
                Optional<ParsedStatement> ours = StatementParts.parse(parts.get(i));
                if (ours.isPresent() && !connection.isForeign(ours.get().statement())) {
                    first = i == 0 ? runPart(ours.get(), entryPoint, maxRows, results) : first;
                    if (i > 0) {
                        runPart(ours.get(), EntryPoint.EXECUTE, maxRows, results);
                    }
                } else {
                    Object result = i == 0
                            ? runForeign(parts.get(i), method, arguments, results)
                            : runForeign(parts.get(i), null, null, results);
                    first = i == 0 ? result : first;
                }
            }
        } catch (Throwable e) {
            results.close();
            throw e;
        }
        later = results;
        activate(results.next());
        return first instanceof ResultSet && foreign != null ? wrapped((ResultSet) first) : first;
    }

    private Object runPart(ParsedStatement parsed, EntryPoint entryPoint, long maxRows, PartResults results)
            throws SQLException {
        entryPoint.check(parsed.statement());
        Answer given = answer(execute(parsed.statement()), parsed.notes(), maxRows);
        results.add(PartResults.Part.ours(given));
        return entryPoint.result(given);
    }

    /** @param method by which the user executes all of them; null: any result will do */
    private Object runForeign(String part, Method method, Object[] arguments, PartResults results) throws Throwable {
        if (connection.beforeForeign(part)) {
            Answer given = boundary(0);
            results.add(PartResults.Part.ours(given));
            return method == null ? null : EntryPoint.named(method.getName()).result(given);
        }
        Statement inner = innerStatement();
        try {
            runningPart = inner;
            if (cancelled) {
                throw ReplicaError.QUERY_INTERRUPTED.exception();
            }
            Object result;
            if (method == null) {
                result = inner.execute(part);
            } else {
                Object[] own = arguments.clone();
                own[0] = part;
                result = on(inner, method, own);
            }
            results.add(PartResults.Part.of(inner));
            return result;
        } catch (Throwable e) {
            inner.close();
            throw e;
        } finally {
            runningPart = null;
        }
    }

    /** With the settings of the user's. */
    private Statement innerStatement() throws SQLException {
        Statement settings = delegate();
        Statement inner = connection
                .delegate()
                .createStatement(
                        settings.getResultSetType(),
                        settings.getResultSetConcurrency(),
                        settings.getResultSetHoldability());
        try {
            // ShardingSphere says -1 of a statement that it has not sent yet.
            inner.setMaxRows(Math.max(0, settings.getMaxRows()));
            inner.setMaxFieldSize(settings.getMaxFieldSize());
            inner.setQueryTimeout(settings.getQueryTimeout());
            // Below zero, Connector/J's sign for streaming: rows that are not read yet would be in the way of the part
            // behind them.
            inner.setFetchSize(Math.max(0, settings.getFetchSize()));
            return inner;
        } catch (SQLException e) {
            inner.close();
            throw e;
        }
    }

    private void activate(PartResults.Part part) {
        answer = part.answer();
        foreign = part.foreign();
    }

    private static Object on(Statement statement, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(statement, arguments);
        } catch (InvocationTargetException thrown) {
            throw thrown.getCause();
        }
    }

    /** Of the inner statement whose result is current. */
    private Object speak(Method method, Object[] arguments) throws Throwable {
        return foreign == null ? call(method, arguments) : on(foreign, method, arguments);
    }

    /** Whether results of this inner statement are ours to the user. */
    boolean speaksFor(Statement inner) {
        return inner == delegate() || inner == foreign;
    }

    private void endParts() throws SQLException {
        kept.close();
        if (foreign != null) {
            foreign.close();
            foreign = null;
        }
        if (later != null) {
            later.close();
            later = null;
        }
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
        cancelled = true;
        ControlCall call = running;
        Statement part = runningPart;
        if (call == null && part == null) {
            return call(method, arguments);
        }
        if (call != null) {
            call.cancel();
        }
        if (part != null) {
            part.cancel();
        }
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
        endParts();
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
        return wrapped((ResultSet) speak(method, arguments));
    }

    private ResultSet wrapped(ResultSet inner) {
        if (inner != innerResult) {
            innerResult = inner;
            innerResultWrapped = connection.wrap(inner, this);
        }
        return innerResultWrapped;
    }

    /** First those of the current statement, then those of the next one. */
    private Object moreResults(Method method, Object[] arguments) throws Throwable {
        boolean keep = arguments != null && (int) arguments[0] == Statement.KEEP_CURRENT_RESULT;
        if (arguments != null && (int) arguments[0] == Statement.CLOSE_ALL_RESULTS) {
            kept.close();
        }
        if (answering()) {
            answer.end(keep);
        } else {
            boolean more = (boolean) speak(method, arguments);
            if (foreign == null || more || foreign.getUpdateCount() != NO_COUNT) {
                return more;
            }
        }
        PartResults.Part next = later == null ? null : later.next();
        if (next == null) {
            return false;
        }
        leaveForeign(keep);
        activate(next);
        return foreign == null ? answer.resultSet() != null : foreign.getResultSet() != null;
    }

    private void leaveForeign(boolean keep) throws SQLException {
        if (foreign == null) {
            return;
        }
        if (keep) {
            kept.add(PartResults.Part.of(foreign));
        } else {
            foreign.close();
        }
    }

    private Object clearWarnings(Method method, Object[] arguments) throws Throwable {
        if (answer != null) {
            answer.clearWarnings();
        }
        if (foreign != null) {
            foreign.clearWarnings();
        }
        return call(method, arguments);
    }

    /** A replication statement generates no keys; the delegate would still show those of the statement before. */
    private ResultSet generatedKeys(Method method, Object[] arguments) throws Throwable {
        if (!answering()) {
            return connection.wrap((ResultSet) speak(method, arguments), this);
        }
        StatementResult.ResultColumn key =
                new StatementResult.ResultColumn("GENERATED_KEY", Types.BIGINT, 20, false, false);
        return TableResultSet.of(new StatementResult.Table(List.of(key), List.of(), List.of()), 0, proxy())
                .proxy();
    }

    private Object addBatch(Method method, Object[] arguments) throws Throwable {
        if (arguments != null) {
            connection.refuseSeveral((String) arguments[0]);
        }
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
        endParts();
        return call(method, arguments);
    }
}
