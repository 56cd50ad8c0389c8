package io.github.jdbcreplica.statement;

import io.github.jdbcreplica.error.ReplicaError;
import io.github.jdbcreplica.statement.Token.Kind;
import java.math.BigInteger;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;

/** The value of a variable in SET: a literal, a word, or DEFAULT. */
final class VariableValue {
    private static final List<String> EXEC_MODES = List.of("STRICT", "IDEMPOTENT");
    private static final BigInteger MAX_SKIP = BigInteger.valueOf(0xFFFF_FFFFL);

    private VariableValue() {}

    static String read(ReplicaVariable variable, String name, Tokens tokens) throws SQLException {
        boolean negative = tokens.accept("-");
        Token token = tokens.take();
        boolean isValue = token.kind() != Kind.END
                && token.kind() != Kind.INVALID
                && (token.kind() != Kind.SYMBOL || token.isQuotedName() || BoundValue.isNegativeNumber(token));
        if (!isValue || (negative && token.kind() != Kind.INTEGER && token.kind() != Kind.DECIMAL)) {
            throw tokens.syntaxError(token);
        }
        if (tokens.peek().kind() == Kind.SYMBOL
                && "+-*/%|&^(".contains(tokens.peek().text())) {
            throw Tokens.notSupportedYet("an expression as value of " + name);
        }
        if (token.is("DEFAULT")) {
            return variable.defaultValue();
        }
        String text = (negative ? "-" : "") + token.text();
        return switch (variable) {
            case SQL_REPLICA_SKIP_COUNTER -> count(name, token, text, tokens.notes());
            case REPLICA_EXEC_MODE -> execMode(name, token, text);
        };
    }

    private static String count(String name, Token token, String text, Notes notes) throws SQLException {
        if (token.is("TRUE") || token.is("FALSE")) {
            return token.is("TRUE") ? "1" : "0";
        }
        if (token.kind() != Kind.INTEGER && !text.matches("-\\d+")) {
            throw ReplicaError.WRONG_TYPE_FOR_VAR.exception(name);
        }
        BigInteger count = new BigInteger(text).max(BigInteger.ZERO).min(MAX_SKIP);
        if (!count.toString().equals(text.replaceFirst("^0+(?=.)", ""))) {
            notes.truncated(name, text);
        }
        return count.toString();
    }

    /** By name or by number. */
    private static String execMode(String name, Token token, String text) throws SQLException {
        if (token.kind() == Kind.DECIMAL) {
            throw ReplicaError.WRONG_TYPE_FOR_VAR.exception(name);
        }
        String mode = token.isQuotedName() ? Names.plain(token) : text;
        if (token.kind() == Kind.INTEGER || token.is("TRUE") || token.is("FALSE")) {
            mode = switch (mode.toUpperCase(Locale.ROOT)) {
                case "0", "FALSE" -> EXEC_MODES.get(0);
                case "1", "TRUE" -> EXEC_MODES.get(1);
                default -> mode;
            };
        }
        String upper = mode.toUpperCase(Locale.ROOT);
        if (!EXEC_MODES.contains(upper)) {
            throw ReplicaError.WRONG_VALUE_FOR_VAR.exception(name, NearText.ofLiteral(mode));
        }
        return upper;
    }
}
