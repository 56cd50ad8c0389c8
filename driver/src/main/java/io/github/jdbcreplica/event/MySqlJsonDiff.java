package io.github.jdbcreplica.event;

import java.util.List;

/** What changed in a JSON document, when the source logs partial updates ({@code binlog_row_value_options=PARTIAL_JSON}): to be applied in order. */
public record MySqlJsonDiff(List<Step> steps) {
    public MySqlJsonDiff {
        steps = List.copyOf(steps);
    }

    public enum Operation {
        REPLACE,
        INSERT,
        REMOVE
    }

    /** {@code value} is null for REMOVE. */
    public record Step(Operation operation, JsonPath path, MySqlJson value) {}

    /** @throws IllegalArgumentException when a step does not fit the document: it is not the one that the source changed */
    public JsonValue applyTo(MySqlJson before) {
        JsonValue document = before.value();
        for (Step step : steps) {
            document = JsonEdit.apply(step, document);
        }
        return document;
    }
}
