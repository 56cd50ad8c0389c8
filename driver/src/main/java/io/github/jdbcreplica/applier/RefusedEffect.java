package io.github.jdbcreplica.applier;

import io.github.jdbcreplica.ddl.DdlParser;
import io.github.jdbcreplica.schema.Table;
import io.github.jdbcreplica.schema.TableName;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What a schema change makes of the model of the source's tables, as a text for the state: a line for each table, its parts in Base64, the last missing where the table is gone or not known any more. */
final class RefusedEffect {
    private RefusedEffect() {}

    static String text(Map<TableName, Optional<Table>> effect) {
        StringBuilder text = new StringBuilder();
        effect.forEach((name, table) -> {
            text.append(encoded(name.database())).append(' ').append(encoded(name.table()));
            table.ifPresent(known -> text.append(' ').append(encoded(DdlParser.render(known))));
            text.append('\n');
        });
        return text.toString();
    }

    static Map<TableName, Optional<Table>> of(String text) {
        Map<TableName, Optional<Table>> effect = new LinkedHashMap<>();
        text.lines().map(line -> line.split(" ")).forEach(parts -> {
            TableName name = new TableName(decoded(parts[0]), decoded(parts[1]));
            effect.put(
                    name,
                    parts.length == 2
                            ? Optional.empty()
                            : Optional.of(DdlParser.table(decoded(parts[2]), name.database())));
        });
        return effect;
    }

    private static String encoded(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String decoded(String text) {
        return new String(Base64.getDecoder().decode(text), StandardCharsets.UTF_8);
    }
}
