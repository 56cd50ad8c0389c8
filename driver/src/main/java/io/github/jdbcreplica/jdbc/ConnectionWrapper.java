package io.github.jdbcreplica.jdbc;

import io.github.jdbcreplica.channel.ReplicaTarget;
import io.github.jdbcreplica.channel.StatementResult;
import io.github.jdbcreplica.error.ReplicaError;
import io.github.jdbcreplica.statement.ParsedStatement;
import io.github.jdbcreplica.statement.PreparedText;
import io.github.jdbcreplica.statement.ReplicaStatement;
import io.github.jdbcreplica.statement.ReplicaStatement.SetGtidNext;
import io.github.jdbcreplica.statement.ReplicaStatement.SkipTransaction;
import io.github.jdbcreplica.statement.ReplicaStatement.StopReplica;
import io.github.jdbcreplica.statement.SqlRules;
import io.github.jdbcreplica.statement.StatementParser;
import io.github.jdbcreplica.statement.StatementParts;
import java.lang.reflect.Method;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A user's connection: what it makes is wrapped, and a replication statement never reaches the inner driver, not even to be prepared. Closing it never stops replication. */
final class ConnectionWrapper extends Wrapper<Connection> {
    /** Their drivers report auto-commit on while a BEGIN typed as SQL holds a transaction open. */
    private static final Set<String> MYSQL_FAMILY = Set.of("MySQL", "MariaDB");

    private static final Set<GtidNext.Effect> BOUNDARIES =
            EnumSet.of(GtidNext.Effect.BEGIN, GtidNext.Effect.COMMIT, GtidNext.Effect.ROLLBACK);

    private final ReplicaTarget target;

    private final GtidNext gtidNext = new GtidNext();

    /** Null until they are needed. */
    private SqlRules rules;

    private ConnectionWrapper(Connection delegate, ReplicaTarget target) {
        super(Connection.class, delegate);
        this.target = target;
    }

    static Connection wrap(Connection inner, ReplicaTarget target) {
        return new ConnectionWrapper(inner, target).proxy();
    }

    @Override
    Object intercept(Method method, Object[] arguments) throws Throwable {
        return switch (method.getName()) {
            case "createStatement" -> wrap((Statement) call(method, arguments));
            case "prepareStatement" -> prepare(PreparedStatement.class, method, arguments);
            case "prepareCall" -> prepare(CallableStatement.class, method, arguments);
            case "nativeSQL" -> nativeSql(method, arguments);
            case "commit", "rollback" -> {
                Object result = call(method, arguments);
                transactionEnded(method, arguments);
                yield result;
            }
            case "setAutoCommit" -> setAutoCommit(method, arguments);
            case "getMetaData" -> new MetaDataWrapper((DatabaseMetaData) call(method, arguments), this).proxy();
            default -> pass(method, arguments);
        };
    }

    private PreparedStatement prepare(Class<? extends PreparedStatement> type, Method method, Object[] arguments)
            throws Throwable {
        String sql = (String) arguments[0];
        refuseSeveral(sql);
        Optional<PreparedText> ours = sql == null ? Optional.empty() : StatementParser.prepare(sql);
        if (ours.isEmpty()) {
            return (PreparedStatement) wrap((Statement) call(method, arguments), sql);
        }
        return (PreparedStatement)
                new PreparedReplicaStatement(type, plainStatement(arguments), this, ours.get()).proxy();
    }

    /** Carries the settings of a prepared statement of ours (timeout, maximum of rows, closed or not) and is never executed. */
    private Statement plainStatement(Object[] arguments) throws SQLException {
        return switch (arguments.length) {
            case 3 -> delegate().createStatement((int) arguments[1], (int) arguments[2]);
            case 4 -> delegate().createStatement((int) arguments[1], (int) arguments[2], (int) arguments[3]);
            default -> delegate().createStatement();
        };
    }

    private Object nativeSql(Method method, Object[] arguments) throws Throwable {
        String sql = (String) arguments[0];
        boolean ours = sql != null
                && (!parts(sql).isEmpty() || StatementParser.prepare(sql).isPresent());
        return ours ? sql : call(method, arguments);
    }

    Statement wrap(Statement inner) {
        return wrap(inner, null);
    }

    /** @param prepared the text of a prepared statement, otherwise null */
    private Statement wrap(Statement inner, String prepared) {
        return new StatementWrapper(StatementWrapper.interfaceOf(inner), inner, this, prepared).proxy();
    }

    /** @param owner whose result it is, or null for a result of the catalogue */
    ResultSet wrap(ResultSet inner, StatementWrapper owner) {
        return inner == null ? null : new ResultSetWrapper(inner, owner, this).proxy();
    }

    static Optional<ParsedStatement> parse(String sql) throws SQLException {
        return sql == null ? Optional.empty() : StatementParser.parse(sql);
    }

    /** After the method has had its effect in the inner database. */
    private void transactionEnded(Method method, Object[] arguments) throws SQLException {
        if (!gtidNext.isSet()) {
            return;
        }
        if (method.getName().equals("commit")) {
            skipCommitted();
        } else if (arguments == null) {
            gtidNext.rollback();
        }
    }

    /** It commits only when it changes something; pools call it at every turn. */
    private Object setAutoCommit(Method method, Object[] arguments) throws Throwable {
        boolean commits =
                gtidNext.isSet() && (boolean) arguments[0] && !delegate().getAutoCommit();
        Object result = call(method, arguments);
        if (commits) {
            skipCommitted();
        }
        return result;
    }

    private void skipCommitted() throws SQLException {
        Optional<String> skipped = gtidNext.commit();
        if (skipped.isPresent()) {
            SkipTransaction skip = new SkipTransaction(skipped.get());
            new ControlCall(skip).await(() -> target.execute(skip), 0);
        }
    }

    /**
     * Before the inner database gets it.
     *
     * @param sql null when it is not known, as of a batch
     * @return whether it need not get it: a boundary of the empty transaction of a GTID, which a target that is not MySQL may not even know as a statement
     */
    boolean beforeForeign(String sql) throws SQLException {
        if (!gtidNext.isSet()) {
            return false;
        }
        List<GtidNext.Effect> effects = sql == null ? List.of(GtidNext.Effect.CHANGE) : effects(sql);
        if (effects.contains(GtidNext.Effect.CHANGE)) {
            gtidNext.refuseChange();
        }
        for (GtidNext.Effect effect : effects) {
            switch (effect) {
                case BEGIN -> gtidNext.begin();
                case COMMIT -> skipCommitted();
                case ROLLBACK -> gtidNext.rollback();
                case READ, CHANGE -> {}
            }
        }
        return rules() == SqlRules.STANDARD && BOUNDARIES.containsAll(effects);
    }

    private List<GtidNext.Effect> effects(String sql) throws SQLException {
        return StatementParts.openings(sql, rules()).stream()
                .map(GtidNext.Effect::of)
                .toList();
    }

    /** SET GTID_NEXT = 'AUTOMATIC' of a connection that has no GTID of ours. */
    boolean isForeign(ReplicaStatement statement) {
        return statement instanceof SetGtidNext set && set.gtid().isEmpty() && !gtidNext.isSet();
    }

    /** @return the statements of a string that holds several, one of ours among them; otherwise empty */
    List<String> parts(String sql) throws SQLException {
        if (sql == null || !StatementParts.mayBeSeveral(sql)) {
            return List.of();
        }
        return StatementParts.of(sql, rules());
    }

    private SqlRules rules() throws SQLException {
        if (rules == null) {
            rules = SqlRules.of(delegate().getMetaData().getDatabaseProductName());
        }
        return rules;
    }

    /** For methods that take one statement. */
    void refuseSeveral(String sql) throws SQLException {
        if (!parts(sql).isEmpty()) {
            throw ReplicaError.NOT_SUPPORTED_YET.exception(
                    "several statements, a replication statement among them, in anything but execute");
        }
    }

    /** @param seconds the caller waits at most; 0 for no limit */
    StatementResult execute(ReplicaStatement statement, ControlCall call, int seconds) throws SQLException {
        if (statement instanceof SetGtidNext set) {
            gtidNext.set(set);
            return new StatementResult.Done(List.of());
        }
        gtidNext.check(statement);
        if (statement instanceof StopReplica) {
            // Threads first: the user's connection may be the one to a target that hangs.
            StatementResult result = call.await(() -> target.execute(statement), seconds);
            commitOpenTransaction();
            return result;
        }
        if (!Answer.hasRows(statement)) {
            commitOpenTransaction();
        }
        return PlainTextNote.check(call.await(() -> target.execute(statement), seconds), delegate());
    }

    /** MySQL's implicit commit; it also keeps the user's own locks out of the applier's way. */
    private void commitOpenTransaction() throws SQLException {
        if (!delegate().getAutoCommit()) {
            delegate().commit();
        } else if (MYSQL_FAMILY.contains(delegate().getMetaData().getDatabaseProductName())) {
            try (Statement statement = delegate().createStatement()) {
                statement.execute("COMMIT");
            }
        }
    }
}
