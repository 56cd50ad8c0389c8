package io.github.jdbcreplica.dialect.mysql;

import io.github.jdbcreplica.event.JsonValue;
import io.github.jdbcreplica.event.JsonValue.JsonArray;
import io.github.jdbcreplica.event.JsonValue.JsonDouble;
import io.github.jdbcreplica.event.JsonValue.JsonInteger;
import io.github.jdbcreplica.event.JsonValue.JsonObject;
import io.github.jdbcreplica.event.JsonValue.JsonOpaque;
import io.github.jdbcreplica.event.JsonValue.JsonString;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * SQL for the types that JSON text does not tell: MySQL's documents hold DECIMAL, dates and times, binary strings and unsigned integers as such ({@code JSON_TYPE}), where reading the document's text gives DOUBLE, STRING and
 * INTEGER. The codes of column types in opaque values are those of {@code enum_field_types}; what has which was measured on MySQL 9.7.
 */
final class JsonTypes {
    private static final int TIMESTAMP = 7;
    private static final int DATE = 10;
    private static final int TIME = 11;
    private static final int DATETIME = 12;
    private static final int VARCHAR = 15;
    private static final int BIT = 16;
    private static final int DECIMAL = 246;
    private static final int MEDIUM_BLOB = 250;
    private static final int LONG_BLOB = 251;
    private static final int BLOB = 252;
    private static final int STRING = 254;

    /** Of a DECIMAL. A document may count one more, a leading zero. */
    private static final int MAX_DIGITS = 65;

    /** A string that could be taken for the text of an opaque value. */
    private static final Pattern LIKE_OPAQUE = Pattern.compile("-?\\d.*|base64:.*", Pattern.DOTALL);

    private final StringBuilder sql = new StringBuilder();

    private JsonTypes() {}

    /** @param document an SQL expression that has read the document's text */
    static String restored(String document, JsonValue value) throws SQLException {
        JsonTypes types = new JsonTypes();
        types.restore("$", value);
        return types.sql.isEmpty() ? document : "JSON_REPLACE(" + document + types.sql + ")";
    }

    private void restore(String path, JsonValue value) throws SQLException {
        if (value instanceof JsonObject object) {
            for (Map.Entry<String, JsonValue> member : object.members().entrySet()) {
                restore(JsonPaths.member(path, member.getKey()), member.getValue());
            }
        } else if (value instanceof JsonArray array) {
            for (int i = 0; i < array.elements().size(); i++) {
                restore(JsonPaths.element(path, i), array.elements().get(i));
            }
        } else if (value instanceof JsonOpaque || isSmallUnsigned(value)) {
            sql.append(", ")
                    .append(JsonPaths.literal(path))
                    .append(", ")
                    .append(value instanceof JsonOpaque opaque ? opaque(opaque) : "CAST(" + value + " AS UNSIGNED)");
        }
    }

    private static boolean isSmallUnsigned(JsonValue value) {
        return value instanceof JsonInteger integer && integer.unsigned() && integer.value() >= 0;
    }

    private static String opaque(JsonOpaque opaque) throws SQLException {
        String bytes = "X'" + HexFormat.of().formatHex(opaque.bytes()) + "'";
        return switch (opaque.mysqlType()) {
            case DECIMAL ->
                "CAST('" + opaque + "' AS DECIMAL(" + Math.min(opaque.bytes()[0] & 0xFF, MAX_DIGITS) + ","
                        + (opaque.bytes()[1] & 0xFF) + "))";
            case DATE -> "CAST(" + quoted(opaque) + " AS DATE)";
            case TIME -> "CAST(" + quoted(opaque) + " AS TIME(6))";
            case DATETIME -> "CAST(" + quoted(opaque) + " AS DATETIME(6))";
            case TIMESTAMP -> asColumn("CAST(" + quoted(opaque) + " AS DATETIME(6))", "TIMESTAMP(6)");
            case VARCHAR -> bytes;
            case BIT ->
                asColumn(
                        "CAST(CONV(HEX(" + bytes + "), 16, 10) AS UNSIGNED)", "BIT(" + 8 * opaque.bytes().length + ")");
            case BLOB -> asColumn(bytes, "BLOB");
            case STRING -> asColumn(bytes, "BINARY(" + opaque.bytes().length + ")");
            // The longest that it could be decides.
            case MEDIUM_BLOB -> "IF(1, " + bytes + ", REPEAT(X'00', 70000))";
            case LONG_BLOB -> "IF(1, " + bytes + ", REPEAT(X'00', 17000000))";
            default ->
                throw new SQLException("a JSON document holds a value of column type " + opaque.mysqlType()
                        + ", which no SQL can put there");
        };
    }

    /** Dates and times print in double quotes. */
    private static String quoted(JsonOpaque opaque) {
        return opaque.toString().replace('"', '\'');
    }

    private static String asColumn(String expression, String type) {
        return "(SELECT c.v FROM JSON_TABLE(JSON_ARRAY(" + expression + "), '$[0]' COLUMNS (v " + type
                + " PATH '$' ERROR ON ERROR)) c)";
    }

    /** Conditions, each behind an AND, that a document of the same text has the same types. */
    static String same(String column, JsonValue value) {
        JsonTypes types = new JsonTypes();
        types.compare(column, "$", value);
        return types.sql.toString();
    }

    private void compare(String column, String path, JsonValue value) {
        if (value instanceof JsonObject object) {
            object.members().forEach((name, member) -> compare(column, JsonPaths.member(path, name), member));
        } else if (value instanceof JsonArray array) {
            for (int i = 0; i < array.elements().size(); i++) {
                compare(column, JsonPaths.element(path, i), array.elements().get(i));
            }
        } else {
            String type = " AND JSON_TYPE(JSON_EXTRACT(" + column + ", " + JsonPaths.literal(path) + ")) ";
            sql.append(comparison(value).isEmpty() ? "" : type + comparison(value));
        }
    }

    /** Only where the text leaves a choice. */
    private static String comparison(JsonValue value) {
        if (value instanceof JsonInteger integer) {
            return integer.value() < 0 ? "" : integer.unsigned() ? "= 'UNSIGNED INTEGER'" : "= 'INTEGER'";
        }
        if (value instanceof JsonDouble) {
            return "= 'DOUBLE'";
        }
        if (value instanceof JsonString string) {
            return LIKE_OPAQUE.matcher(string.value()).matches() ? "= 'STRING'" : "";
        }
        if (value instanceof JsonOpaque opaque) {
            return switch (opaque.mysqlType()) {
                case DECIMAL -> "= 'DECIMAL'";
                case DATE -> "= 'DATE'";
                case TIME -> "= 'TIME'";
                case DATETIME -> "= 'DATETIME'";
                case TIMESTAMP -> "= 'TIMESTAMP'";
                // The text has the code of the type.
                default -> "<> 'STRING'";
            };
        }
        return "";
    }
}
