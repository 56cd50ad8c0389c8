package io.github.jdbcreplica.statement;

import io.github.jdbcreplica.error.ReplicaError;
import io.github.jdbcreplica.statement.ReplicaStatement.SetGtidNext;
import io.github.jdbcreplica.statement.ReplicaStatement.SetReplicaVariables;
import io.github.jdbcreplica.statement.Token.Kind;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * {@code SET GLOBAL variable = value [, ...]}: ours when all of the variables are. One that sets others as well cannot be divided between the inner database and us, and is refused.
 */
final class SetGrammar {
    private static final Map<String, ReplicaVariable> VARIABLES = Map.of(
            "SQL_REPLICA_SKIP_COUNTER", ReplicaVariable.SQL_REPLICA_SKIP_COUNTER,
            "SQL_SLAVE_SKIP_COUNTER", ReplicaVariable.SQL_REPLICA_SKIP_COUNTER,
            "REPLICA_EXEC_MODE", ReplicaVariable.REPLICA_EXEC_MODE,
            "SLAVE_EXEC_MODE", ReplicaVariable.REPLICA_EXEC_MODE);

    private static final Set<String> SCOPES = Set.of("GLOBAL", "SESSION", "LOCAL", "PERSIST", "PERSIST_ONLY");

    /** {@code @name}: no scope of a variable of the server. */
    private static final String USER_VARIABLE = "@";

    private final Tokens tokens;
    private final Map<ReplicaVariable, String> values = new EnumMap<>(ReplicaVariable.class);
    private Optional<SetGtidNext> gtidNext = Optional.empty();
    private boolean others;

    /** Holds until another is named: {@code SET GLOBAL a = 1, b = 2} sets two global variables. */
    private String scope = "SESSION";

    SetGrammar(Tokens tokens) {
        this.tokens = tokens;
    }

    Optional<ReplicaStatement> statement() throws SQLException {
        do {
            assignment();
        } while (tokens.accept(","));
        if (values.isEmpty() && gtidNext.isEmpty()) {
            return Optional.empty();
        }
        if (others || (gtidNext.isPresent() && !values.isEmpty())) {
            throw Tokens.notSupportedYet("SET of variables of the replica together with others");
        }
        tokens.expectEnd();
        return Optional.of(gtidNext.isPresent() ? gtidNext.get() : new SetReplicaVariables(values));
    }

    private void assignment() throws SQLException {
        String assigned = scope();
        Token name = tokens.peek();
        if (isNamed(name, "GTID_NEXT") && (assigned.equals("SESSION") || assigned.equals("LOCAL"))) {
            gtidNext();
            return;
        }
        if (isNamed(name, "GTID_SLAVE_POS") && !assigned.equals(USER_VARIABLE)) {
            throw Tokens.notSupportedYet("SET GLOBAL gtid_slave_pos");
        }
        ReplicaVariable variable = VARIABLES.get(name.keyword());
        if (variable == null && name.isQuotedName()) {
            variable = VARIABLES.get(Names.plain(name).toUpperCase(Locale.ROOT));
        }
        if (variable == null || assigned.equals(USER_VARIABLE)) {
            others = true;
            skipAssignment();
            return;
        }
        tokens.take();
        tokens.accept(":");
        tokens.expect("=");
        values.put(variable, value(variable, assigned, Names.plain(name)));
    }

    private static boolean isNamed(Token name, String variable) {
        return name.is(variable) || (name.isQuotedName() && Names.plain(name).equalsIgnoreCase(variable));
    }

    /** Only a literal that is one GTID, or AUTOMATIC; anything else is the inner database's. A parameter is ours, since its value comes too late to decide it. */
    private void gtidNext() throws SQLException {
        tokens.take();
        tokens.accept(":");
        if (!tokens.accept("=")) {
            others = true;
            skipAssignment();
            return;
        }
        Token value = tokens.peek();
        boolean automatic = value.text().equalsIgnoreCase("AUTOMATIC");
        if (automatic || (value.kind() == Kind.STRING && GtidText.looksLikeOne(value.text()))) {
            String text = tokens.take().text();
            gtidNext = Optional.of(new SetGtidNext(automatic ? Optional.empty() : Optional.of(GtidText.one(text))));
        } else if (tokens.isParameter(value)) {
            throw wrongGtid(value);
        } else {
            others = true;
            skipAssignment();
        }
    }

    private SQLException wrongGtid(Token value) {
        if (value.kind() == Kind.STRING) {
            return ReplicaError.MALFORMED_GTID_SPECIFICATION.exception(NearText.ofLiteral(value.text()));
        }
        if (value.is("NULL")) {
            return ReplicaError.WRONG_VALUE_FOR_VAR.exception("gtid_next", "NULL");
        }
        boolean isNumber = value.kind() != Kind.SYMBOL || BoundValue.isNegativeNumber(value);
        return isNumber ? ReplicaError.WRONG_TYPE_FOR_VAR.exception("gtid_next") : tokens.syntaxError(value);
    }

    /** {@code GLOBAL}, {@code @@GLOBAL.} and such in front of the name. */
    private String scope() throws SQLException {
        if (tokens.accept("@")) {
            if (!tokens.accept("@")) {
                return USER_VARIABLE;
            }
            String named = tokens.peek().keyword();
            if (!SCOPES.contains(named)) {
                return "SESSION";
            }
            tokens.take();
            tokens.accept(".");
            return named;
        }
        if (SCOPES.contains(tokens.peek().keyword())) {
            scope = tokens.take().keyword();
        }
        return scope;
    }

    private void skipAssignment() throws SQLException {
        int depth = 0;
        while (tokens.peek().kind() != Kind.END
                && tokens.peek().kind() != Kind.INVALID
                && !tokens.peek().is(";")
                && !(depth == 0 && tokens.peek().is(","))) {
            Token token = tokens.take();
            depth += token.is("(") ? 1 : token.is(")") ? -1 : 0;
        }
    }

    private String value(ReplicaVariable variable, String assignedScope, String name) throws SQLException {
        if (assignedScope.startsWith("PERSIST")) {
            throw Tokens.notSupportedYet("SET " + assignedScope + " " + name);
        }
        String value = VariableValue.read(variable, name, tokens);
        if (!assignedScope.equals("GLOBAL")) {
            throw ReplicaError.GLOBAL_VARIABLE.exception(name);
        }
        if (!name.equalsIgnoreCase(variable.name())) {
            tokens.notes()
                    .deprecatedVariable(
                            name.toLowerCase(Locale.ROOT), variable.name().toLowerCase(Locale.ROOT));
        }
        return value;
    }
}
