package io.github.jdbcreplica.dialect.mysql;

import io.github.jdbcreplica.event.JsonValue.JsonArray;
import io.github.jdbcreplica.event.MySqlJsonDiff;
import io.github.jdbcreplica.event.MySqlJsonDiff.Step;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;

/**
 * A partial update of a document that only the target knows, as an SQL expression with one parameter: the array of the values of all steps. Each step is one derived table over the last; where it does not fit the document,
 * which then is not the source's, the statement fails.
 */
final class JsonChange {
    private static final String MISFIT = "CAST(CONCAT('no place for the partial update in ', s.d) AS JSON)";

    private JsonChange() {}

    /** What the parameter is bound to. */
    static JsonArray values(MySqlJsonDiff change) {
        return new JsonArray(change.steps().stream()
                .map(Step::value)
                .filter(Objects::nonNull)
                .map(value -> value.value())
                .toList());
    }

    static String expression(String column, MySqlJsonDiff change) throws SQLException {
        String values = JsonTypes.restored("CAST(? AS JSON)", values(change));
        String document = "SELECT " + column + " AS d, " + values + " AS v";
        int index = 0;
        List<Step> steps = change.steps();
        for (Step step : steps) {
            String value = "JSON_EXTRACT(s.v, '$[" + index + "]')";
            index += step.value() == null ? 0 : 1;
            document = "SELECT " + applied(step, value) + " AS d, s.v FROM (" + document + ") s";
        }
        return "(SELECT s.d FROM (" + document + ") s)";
    }

    private static String applied(Step step, String value) {
        String path = JsonPaths.literal(step.path().text());
        String present = "JSON_CONTAINS_PATH(s.d, 'one', " + path + ")";
        return switch (step.operation()) {
            case REPLACE -> where(present, "JSON_REPLACE(s.d, " + path + ", " + value + ")");
            case REMOVE -> where(present, "JSON_REMOVE(s.d, " + path + ")");
            case INSERT ->
                JsonPaths.endsInElement(step.path().text())
                        ? where(parentIs(step, "ARRAY"), "JSON_ARRAY_INSERT(s.d, " + path + ", " + value + ")")
                        : where(
                                parentIs(step, "OBJECT") + " AND NOT " + present,
                                "JSON_INSERT(s.d, " + path + ", " + value + ")");
        };
    }

    private static String parentIs(Step step, String type) {
        return "JSON_TYPE(JSON_EXTRACT(s.d, "
                + JsonPaths.literal(JsonPaths.parent(step.path().text())) + ")) = '" + type + "'";
    }

    private static String where(String condition, String document) {
        return "IF(" + condition + ", " + document + ", " + MISFIT + ")";
    }
}
