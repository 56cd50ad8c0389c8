package io.github.jdbcreplica.event;

import java.util.List;

/** What changed in a JSON document, when the source logs partial updates ({@code binlog_row_value_options=PARTIAL_JSON}): to be applied in order to the document before. */
public record MySqlJsonDiff(List<Step> steps) {
    public MySqlJsonDiff {
        steps = List.copyOf(steps);
    }

    /** In the order of their codes in the binlog (sql/json_diff.h, enum_json_diff_operation). */
    public enum Operation {
        REPLACE,
        INSERT,
        REMOVE
    }

    /** {@code path} as in MySQL's JSON functions ({@code $.a[3]}); {@code value} is null for REMOVE. */
    public record Step(Operation operation, String path, MySqlJson value) {}

    /** The document after. @throws IllegalArgumentException when a path leads nowhere: source and target have diverged */
    public JsonValue applyTo(MySqlJson before) {
        JsonValue document = before.value();
        for (Step step : steps) {
            document = JsonPath.parse(step.path()).apply(document, step);
        }
        return document;
    }
}
