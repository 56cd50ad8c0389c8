package io.github.jdbcreplica.jdbc;

import io.github.jdbcreplica.statement.ParsedStatement;
import io.github.jdbcreplica.statement.PreparedText;
import java.lang.reflect.Method;
import java.math.BigDecimal;
import java.sql.PreparedStatement;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.SQLType;
import java.sql.Statement;
import java.sql.Types;
import java.util.Arrays;

/**
 * A prepared or callable replication statement. The delegate is a plain statement and knows nothing of it, since an inner database would refuse to prepare it;
 * so the parameters are kept here, and refusals are in Connector/J's words.
 */
final class PreparedReplicaStatement extends StatementWrapper {
    /** Other than null, which is a value. */
    private static final Object UNSET = new Object();

    private final PreparedText text;
    private final Object[] values;

    PreparedReplicaStatement(
            Class<? extends PreparedStatement> type,
            Statement delegate,
            ConnectionWrapper connection,
            PreparedText text) {
        super(type, delegate, connection, null);
        this.text = text;
        this.values = new Object[text.parameterCount()];
        clearParameters();
    }

    @Override
    Object intercept(Method method, Object[] arguments) throws Throwable {
        if (method.getName().equals("toString")) {
            return text.toString();
        }
        return PreparedStatement.class.isAssignableFrom(method.getDeclaringClass())
                ? prepared(method, arguments)
                : super.intercept(method, arguments);
    }

    /** The methods that PreparedStatement and CallableStatement add: none of them is the delegate's. */
    private Object prepared(Method method, Object[] arguments) throws SQLException {
        return switch (method.getName()) {
            case "execute", "executeQuery", "executeUpdate", "executeLargeUpdate" ->
                run(statement(), EntryPoint.named(method.getName()));
            case "addBatch" -> throw notInBatch();
            case "clearParameters" -> clearParameters();
            case "getMetaData" -> metaData();
            case "getParameterMetaData" -> new ParameterDescription(values.length);
            case "setNull" -> set(arguments[0], null);
            default -> {
                if (!method.getName().startsWith("set")) {
                    throw noParameter(arguments);
                }
                yield set(arguments[0], value(arguments));
            }
        };
    }

    private Object clearParameters() {
        Arrays.fill(values, UNSET);
        return null;
    }

    /** @param parameter its index, or, of a callable statement, its name, which none has */
    private Object set(Object parameter, Object value) throws SQLException {
        if (!(parameter instanceof Integer)) {
            throw noParameter(new Object[] {parameter});
        }
        int index = (int) parameter;
        ParameterDescription.check(index, values.length);
        values[index - 1] = value;
        return null;
    }

    /** The second argument; setObject may name the type it shall have in a third. */
    private static Object value(Object[] arguments) throws SQLException {
        Object type = arguments.length > 2 ? arguments[2] : null;
        Integer number =
                type instanceof SQLType named ? named.getVendorTypeNumber() : type instanceof Integer i ? i : null;
        return number == null ? arguments[1] : converted(arguments[1], number);
    }

    private static Object converted(Object value, int type) throws SQLException {
        return switch (type) {
            case Types.CHAR, Types.VARCHAR, Types.LONGVARCHAR, Types.NCHAR, Types.NVARCHAR, Types.LONGNVARCHAR ->
                value instanceof Number ? value.toString() : value;
            case Types.TINYINT,
                    Types.SMALLINT,
                    Types.INTEGER,
                    Types.BIGINT,
                    Types.DECIMAL,
                    Types.NUMERIC,
                    Types.REAL,
                    Types.FLOAT,
                    Types.DOUBLE -> value instanceof String digits ? number(digits) : value;
            default -> value;
        };
    }

    private static BigDecimal number(String digits) throws SQLException {
        try {
            return new BigDecimal(digits);
        } catch (NumberFormatException e) {
            throw new SQLException("A parameter that shall be a number is none", "S1009");
        }
    }

    private ParsedStatement statement() throws SQLException {
        int unset = firstUnset();
        if (unset > 0) {
            throw PreparedText.noValue(unset);
        }
        return text.bind(Arrays.asList(values));
    }

    /** @return from 1; 0 when all have a value */
    private int firstUnset() {
        return Arrays.asList(values).indexOf(UNSET) + 1;
    }

    /** Null where JDBC lets a driver say that it does not know yet. */
    private ResultSetMetaData metaData() throws SQLException {
        return firstUnset() > 0 ? null : describe(statement().statement());
    }

    private static SQLException noParameter(Object[] arguments) {
        Object first = arguments == null ? "" : arguments[0];
        return new SQLException("A replication statement has no such parameter: " + first, "S1009");
    }
}
