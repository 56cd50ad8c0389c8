package io.github.jdbcreplica.ddl;

import io.github.jdbcreplica.event.SourceEvent.Query;
import io.github.jdbcreplica.schema.Table;
import io.github.jdbcreplica.schema.TableName;
import java.util.Optional;
import java.util.function.Function;

public final class DdlParser {
    public static SchemaChange parse(Query query, Function<TableName, Optional<Table>> model) {
        return parse(query.sql(), query.database(), false);
    }

    public static SchemaChange parse(String sql, String database, boolean mariaDb) {
        String u = sql.strip().toUpperCase();
        if (u.startsWith("INSERT") || u.startsWith("UPDATE") || u.startsWith("DELETE"))
            return new SchemaChange.StatementFormatDml(sql, u.substring(0, 6));
        if (u.startsWith("CREATE DATABASE"))
            return new SchemaChange.CreateDatabase(sql, sql.replaceAll(".* ", ""), false, "", "");
        return new SchemaChange.OtherObject(sql, SchemaChange.OtherObject.Kind.SERVER);
    }

    public static String render(Table table) {
        return "";
    }
}
