package io.github.jdbcreplica.ddl;

import io.github.jdbcreplica.schema.Table;
import io.github.jdbcreplica.schema.TableName;
import java.util.*;
import java.util.function.Function;

public final class ModelEffect {
    public static Map<TableName, Optional<Table>> of(
            SchemaChange change, Function<TableName, Optional<Table>> model, Function<String, List<TableName>> tables) {
        return Map.of();
    }
}
