package io.github.jdbcreplica.event;

import io.github.jdbcreplica.event.JsonPath.Element;
import io.github.jdbcreplica.event.JsonPath.Leg;
import io.github.jdbcreplica.event.JsonPath.Member;
import io.github.jdbcreplica.event.JsonValue.JsonArray;
import io.github.jdbcreplica.event.JsonValue.JsonObject;
import io.github.jdbcreplica.event.MySqlJsonDiff.Step;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** One step of a {@link MySqlJsonDiff}: copies the containers along the path, shares the rest. */
final class JsonEdit {
    private static final Comparator<String> MYSQL_KEY_ORDER = Comparator.comparing(
            (String key) -> key.getBytes(StandardCharsets.UTF_8),
            Comparator.<byte[]>comparingInt(bytes -> bytes.length).thenComparing(Arrays::compareUnsigned));

    private final Step step;
    private final List<Leg> legs;

    private JsonEdit(Step step) {
        this.step = step;
        this.legs = step.path().legs();
    }

    static JsonValue apply(Step step, JsonValue document) {
        return new JsonEdit(step).at(document, 0);
    }

    private JsonValue at(JsonValue value, int depth) {
        if (depth == legs.size()) {
            return switch (step.operation()) {
                case REPLACE -> step.value().value();
                case INSERT, REMOVE -> throw misfit();
            };
        }
        Leg leg = legs.get(depth);
        boolean last = depth == legs.size() - 1;
        if (leg instanceof Member member && value instanceof JsonObject object) {
            return member(object, member.name(), depth, last);
        }
        if (leg instanceof Element element && value instanceof JsonArray array) {
            return element(array, element, depth, last);
        }
        // MySQL's paths take a scalar or object for an array of one.
        if (leg instanceof Element element && element.existsIn(1) && !last) {
            return at(value, depth + 1);
        }
        throw misfit();
    }

    private JsonValue member(JsonObject object, String name, int depth, boolean last) {
        boolean present = object.members().containsKey(name);
        if (last && step.operation() == MySqlJsonDiff.Operation.INSERT && !present) {
            Map<String, JsonValue> members = new TreeMap<>(MYSQL_KEY_ORDER);
            members.putAll(object.members());
            members.put(name, step.value().value());
            return new JsonObject(new LinkedHashMap<>(members));
        }
        if (!present) {
            throw misfit();
        }
        Map<String, JsonValue> members = new LinkedHashMap<>(object.members());
        if (last && step.operation() == MySqlJsonDiff.Operation.REMOVE) {
            members.remove(name);
        } else {
            members.put(name, at(object.members().get(name), depth + 1));
        }
        return new JsonObject(members);
    }

    private JsonValue element(JsonArray array, Element element, int depth, boolean last) {
        List<JsonValue> elements = new ArrayList<>(array.elements());
        int index = element.position(elements.size());
        if (last && step.operation() == MySqlJsonDiff.Operation.INSERT) {
            elements.add(index, step.value().value());
            return new JsonArray(elements);
        }
        if (!element.existsIn(elements.size())) {
            throw misfit();
        }
        if (last && step.operation() == MySqlJsonDiff.Operation.REMOVE) {
            elements.remove(index);
        } else {
            elements.set(index, at(elements.get(index), depth + 1));
        }
        return new JsonArray(elements);
    }

    private IllegalArgumentException misfit() {
        return new IllegalArgumentException(
                "JSON " + step.operation() + " at " + step.path().text() + " does not fit the document");
    }
}
