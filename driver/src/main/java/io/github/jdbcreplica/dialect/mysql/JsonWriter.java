package io.github.jdbcreplica.dialect.mysql;

import io.github.jdbcreplica.dialect.ColumnWriter;
import io.github.jdbcreplica.event.JsonValue;
import io.github.jdbcreplica.event.MySqlJson;
import io.github.jdbcreplica.event.MySqlJsonDiff;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Objects;

/**
 * MySQL's JSON into MySQL: the text, whose number forms and key order come back the same, and around it what restores the types that text does not tell. Two documents may have the same text, so that a comparison asks
 * for the types too.
 */
final class JsonWriter implements ColumnWriter {
    private final String column;
    private final String placeholder;
    private final String conditions;

    JsonWriter(String column) {
        this(column, "?", "");
    }

    private JsonWriter(String column, String placeholder, String conditions) {
        this.column = column;
        this.placeholder = placeholder;
        this.conditions = conditions;
    }

    @Override
    public String placeholder() {
        return placeholder;
    }

    /** No key is of this type. */
    @Override
    public String keyPredicate() {
        return column + " = CAST(? AS JSON)";
    }

    @Override
    public String exactPredicate() {
        return "CAST(CAST(" + column + " AS CHAR CHARACTER SET utf8mb4) AS BINARY) <=> CAST(? AS BINARY)" + conditions;
    }

    @Override
    public ColumnWriter forRow(Object before, Object after) throws SQLException {
        String written = after == null ? placeholder : written(after);
        String compared = before == null ? conditions : JsonTypes.same(column, value(before));
        boolean same = written.equals(placeholder) && compared.equals(conditions);
        return same ? this : new JsonWriter(column, written, compared);
    }

    private String written(Object after) throws SQLException {
        if (after instanceof MySqlJsonDiff change) {
            return JsonChange.expression(column, change);
        }
        String document = "CAST(? AS JSON)";
        String restored = JsonTypes.restored(document, value(after));
        return restored.equals(document) ? placeholder : restored;
    }

    @Override
    public void bind(PreparedStatement statement, int index, Object value) throws SQLException {
        if (value == null) {
            statement.setNull(index, Types.NULL);
        } else {
            statement.setString(index, value(value).toString());
        }
    }

    private static JsonValue value(Object value) {
        if (value instanceof MySqlJsonDiff change) {
            return JsonChange.values(change);
        }
        return value instanceof MySqlJson document ? document.value() : (JsonValue) Objects.requireNonNull(value);
    }
}
