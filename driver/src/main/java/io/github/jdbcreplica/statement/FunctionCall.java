package io.github.jdbcreplica.statement;

import io.github.jdbcreplica.statement.Token.Kind;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * {@code SELECT function(literal, ...) [[AS] alias]}, a statement of its own.
 *
 * @param name as it is written
 * @param label what MySQL calls the result's only column: the alias, or the call as it is written
 */
record FunctionCall(String name, List<Argument> arguments, String label) {
    /** @param text empty for NULL; digits as they are written */
    record Argument(Kind kind, Optional<String> text) {
        boolean isNull() {
            return text.isEmpty();
        }

        boolean isString() {
            return kind == Kind.STRING;
        }

        boolean isInteger() {
            return kind == Kind.INTEGER;
        }

        /** As MySQL casts: the number that a text begins with, 0 when it begins with none. NULL is 0 as well. @param type in the note that a text earns which is no number */
        BigDecimal number(String type, Notes notes) {
            String digits = text.orElse("").strip();
            int end = digits.length();
            while (end > 0 && !isNumber(digits.substring(0, end))) {
                end--;
            }
            if (isString() && end < digits.length()) {
                notes.truncated(type, NearText.ofLiteral(digits));
            }
            return end == 0 ? BigDecimal.ZERO : new BigDecimal(digits.substring(0, end));
        }

        /** Without an exponent of more than two digits: it would only serve to fill the memory. */
        private static boolean isNumber(String text) {
            return text.matches("[+-]?(\\d{1,60}\\.?\\d{0,60}|\\.\\d{1,60})([eE][+-]?\\d{1,2})?");
        }
    }

    /** @param name of the function, which has been taken */
    static FunctionCall read(Tokens tokens, Token name) throws SQLException {
        tokens.expect("(");
        List<Argument> arguments = new ArrayList<>();
        if (!tokens.peek().is(")")) {
            do {
                arguments.add(argument(tokens));
            } while (tokens.accept(","));
        }
        Token close = tokens.peek();
        tokens.expect(")");
        Optional<String> alias = alias(tokens);
        if (!tokens.peek().is(";") && tokens.peek().kind() != Kind.END) {
            throw Tokens.notSupportedYet(name.text() + " other than as a SELECT of its own");
        }
        String label = alias.orElse(tokens.text(name, close));
        return new FunctionCall(name.text(), List.copyOf(arguments), label);
    }

    private static Argument argument(Tokens tokens) throws SQLException {
        String sign = "";
        if (tokens.peek().is("-") || tokens.peek().is("+")) {
            sign = tokens.take().text();
        }
        Token token = tokens.peek();
        if (sign.isEmpty() && tokens.accept("NULL")) {
            return new Argument(Kind.WORD, Optional.empty());
        }
        return switch (token.kind()) {
            case STRING -> {
                if (!sign.isEmpty()) {
                    throw tokens.syntaxError(token);
                }
                yield new Argument(Kind.STRING, Optional.of(tokens.take().text()));
            }
            case INTEGER, DECIMAL ->
                new Argument(token.kind(), Optional.of(sign + tokens.take().text()));
            case WORD, HEX, SYMBOL, INVALID, END -> {
                if (BoundValue.isNegativeNumber(token)) {
                    Kind kind = token.text().matches("-\\d+") ? Kind.INTEGER : Kind.DECIMAL;
                    yield new Argument(kind, Optional.of(tokens.take().text()));
                }
                throw tokens.syntaxError(token);
            }
        };
    }

    private static Optional<String> alias(Tokens tokens) throws SQLException {
        boolean as = tokens.accept("AS");
        if (tokens.peek().kind() == Kind.STRING) {
            return Optional.of(tokens.take().text());
        }
        return as || Names.isName(tokens.peek()) ? Optional.of(Names.read(tokens)) : Optional.empty();
    }
}
