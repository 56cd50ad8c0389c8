package io.github.jdbcreplica.dialect.ansi;

import io.github.jdbcreplica.dialect.standard.Names;
import io.github.jdbcreplica.dialect.standard.StoredAs;
import io.github.jdbcreplica.schema.TableName;
import java.util.List;

/** HSQLDB's spelling of what the standard does not have. */
final class HsqldbSyntax extends AnsiSyntax {
    static final String PRODUCT = "HSQL Database Engine";

    HsqldbSyntax(Names names) {
        super(names);
    }

    @Override
    public String renameColumn(TableName table, String column, String newName) {
        return alterColumn(table, column) + "RENAME TO " + names().quoted(newName);
    }

    @Override
    public List<String> startNumbering(TableName table, String column, StoredAs type) {
        return List.of(alterColumn(table, column) + numbering());
    }
}
