package io.github.jdbcreplica.event;

import io.github.jdbcreplica.event.MySqlJsonDiff.Operation;
import io.github.jdbcreplica.event.MySqlJsonDiff.Step;
import java.util.ArrayList;
import java.util.List;

/** A path of MySQL's JSON functions as the binlog writes it: {@code $}, {@code .key}, {@code ."quoted key"}, {@code [3]}; no wildcards. */
final class JsonPath {
    private final String text;
    private final List<Object> legs;

    private JsonPath(String text, List<Object> legs) {
        this.text = text;
        this.legs = legs;
    }

    static JsonPath parse(String text) {
        List<Object> legs = new ArrayList<>();
        int at = 1;
        while (at < text.length()) {
            if (text.charAt(at) == '[') {
                int end = text.indexOf(']', at);
                legs.add(Integer.valueOf(text.substring(at + 1, end).strip()));
                at = end + 1;
            } else if (text.charAt(at + 1) == '"') {
                StringBuilder key = new StringBuilder();
                at = quoted(text, at + 2, key);
                legs.add(key.toString());
            } else {
                int end = at + 1;
                while (end < text.length() && text.charAt(end) != '.' && text.charAt(end) != '[') {
                    end++;
                }
                legs.add(text.substring(at + 1, end));
                at = end;
            }
        }
        return new JsonPath(text, legs);
    }

    /** Reads up to the closing quote and returns the place after it. */
    private static int quoted(String text, int start, StringBuilder key) {
        int at = start;
        while (text.charAt(at) != '"') {
            char c = text.charAt(at++);
            if (c != '\\') {
                key.append(c);
                continue;
            }
            char escaped = text.charAt(at++);
            switch (escaped) {
                case 'b' -> key.append('\b');
                case 'f' -> key.append('\f');
                case 'n' -> key.append('\n');
                case 'r' -> key.append('\r');
                case 't' -> key.append('\t');
                case 'u' -> {
                    key.append((char) Integer.parseInt(text.substring(at, at + 4), 16));
                    at += 4;
                }
                default -> key.append(escaped);
            }
        }
        return at + 1;
    }

    JsonValue apply(JsonValue document, Step step) {
        if (legs.isEmpty()) {
            return step.value().value();
        }
        JsonValue parent = document;
        for (Object leg : legs.subList(0, legs.size() - 1)) {
            parent = child(parent, leg);
        }
        Object last = legs.get(legs.size() - 1);
        if (parent instanceof JsonValue.Object && last instanceof String) {
            change((JsonValue.Object) parent, (String) last, step);
        } else if (parent instanceof JsonValue.Array && last instanceof Integer) {
            change((JsonValue.Array) parent, (Integer) last, step);
        } else {
            throw nowhere();
        }
        return document;
    }

    private JsonValue child(JsonValue parent, Object leg) {
        JsonValue child = null;
        if (parent instanceof JsonValue.Object && leg instanceof String) {
            child = ((JsonValue.Object) parent).members().get(leg);
        } else if (parent instanceof JsonValue.Array && leg instanceof Integer) {
            List<JsonValue> items = ((JsonValue.Array) parent).items();
            child = (Integer) leg < items.size() ? items.get((Integer) leg) : null;
        }
        if (child == null) {
            throw nowhere();
        }
        return child;
    }

    private void change(JsonValue.Object object, String key, Step step) {
        if (step.operation() == Operation.REMOVE) {
            if (object.members().remove(key) == null) {
                throw nowhere();
            }
        } else {
            object.members().put(key, step.value().value());
        }
    }

    private void change(JsonValue.Array array, int index, Step step) {
        List<JsonValue> items = array.items();
        int limit = step.operation() == Operation.INSERT ? items.size() + 1 : items.size();
        if (index >= limit) {
            throw nowhere();
        }
        switch (step.operation()) {
            case REPLACE -> items.set(index, step.value().value());
            case INSERT -> items.add(index, step.value().value());
            case REMOVE -> items.remove(index);
        }
    }

    private IllegalArgumentException nowhere() {
        return new IllegalArgumentException(
                "the path " + text + " of a partial JSON update does not exist in the document before it");
    }
}
