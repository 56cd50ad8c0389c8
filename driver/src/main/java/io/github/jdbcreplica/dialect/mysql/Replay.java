package io.github.jdbcreplica.dialect.mysql;

import io.github.jdbcreplica.dialect.UnsupportedMappingException;
import io.github.jdbcreplica.event.SourceEvent.Statement;
import io.github.jdbcreplica.event.StatementInputs;
import io.github.jdbcreplica.event.StatementInputs.UserVariable;
import io.github.jdbcreplica.schema.SourceCharset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * A statement of the source as a series of statements here: the session (as for schema changes), the values that it took from the source's session, and the text itself.
 *
 * <p>The text runs as the bytes that the source's client sent. Where they are ASCII, our own connection sends the same. Otherwise it must not be decoded and encoded anew, since what stands behind an introducer
 * ({@code _binary'...'}, {@code _latin1'...'}) is bytes: it goes into a user variable in hexadecimal, and is prepared from there under the client's own character set, to which the server does not convert a binary
 * string ({@code String::needs_conversion}).
 */
final class Replay {
    private final boolean mariaDb;
    private final Statement statement;

    Replay(boolean mariaDb, Statement statement) {
        this.mariaDb = mariaDb;
        this.statement = statement;
    }

    List<String> statements() throws UnsupportedMappingException {
        if (statement.version().mariaDb() != mariaDb) {
            CommonLanguage.require(text());
        }
        List<String> statements = new ArrayList<>(new SourceSession(mariaDb)
                .statements(statement.database(), statement.header(), statement.session(), statement.version()));
        statements.add("SET SESSION " + String.join(", ", inputs()));
        if (isAscii()) {
            statements.add(text());
        } else {
            prepared(statements);
        }
        return statements;
    }

    private List<String> inputs() throws UnsupportedMappingException {
        StatementInputs inputs = statement.inputs();
        List<String> assignments = new ArrayList<>();
        // Not logged where it is that of en_US, 0.
        assignments.add("lc_time_names = " + statement.session().lcTimeNamesId().orElse(0));
        assignments.add("pseudo_thread_id = " + inputs.threadId());
        inputs.lastInsertId().ifPresent(id -> assignments.add("last_insert_id = " + Long.toUnsignedString(id)));
        inputs.insertId().ifPresent(id -> assignments.add("insert_id = " + Long.toUnsignedString(id)));
        inputs.rand().ifPresent(seeds -> {
            assignments.add("rand_seed1 = " + Long.toUnsignedString(seeds.first()));
            assignments.add("rand_seed2 = " + Long.toUnsignedString(seeds.second()));
        });
        for (UserVariable variable : inputs.variables()) {
            assignments.add("@`" + variable.name().replace("`", "``") + "` = " + value(variable));
        }
        return assignments;
    }

    private static String value(UserVariable variable) throws UnsupportedMappingException {
        if (variable.value().isEmpty()) {
            return "NULL";
        }
        byte[] value = variable.value().get();
        String text = new String(value, StandardCharsets.US_ASCII);
        return switch (variable.type()) {
            case STRING -> string(variable, value);
            case REAL -> text.contains("E") ? text : text + "E0";
            case INTEGER -> variable.unsigned() ? "CAST(" + text + " AS UNSIGNED)" : text;
            case DECIMAL -> decimal(text);
        };
    }

    private static String string(UserVariable variable, byte[] value) throws UnsupportedMappingException {
        int id = variable.collationId();
        String collation = SourceCharset.collationName(id).orElseThrow(() -> unknownCollation(id));
        String charset =
                SourceCharset.byCollationId(id).map(SourceCharset::name).orElseThrow(() -> unknownCollation(id));
        return "_" + charset + " X'" + HexFormat.of().formatHex(value) + "' COLLATE `" + collation + "`";
    }

    /** With its precision and scale: {@code 1.50} is not 1.5, and 3 not an integer. */
    private static String decimal(String text) {
        String digits = text.replaceAll("[-.]", "");
        int scale = text.indexOf('.') < 0 ? 0 : text.length() - text.indexOf('.') - 1;
        return "CAST('" + text + "' AS DECIMAL(" + digits.length() + "," + scale + "))";
    }

    private static UnsupportedMappingException unknownCollation(int id) {
        return new UnsupportedMappingException("A user variable of the statement has the collation number " + id
                + ", which is not known here; set binlog_format=ROW on the source");
    }

    private void prepared(List<String> statements) throws UnsupportedMappingException {
        int id = statement.session().charsetClientId().orElse(45);
        String charset =
                SourceCharset.byCollationId(id).map(SourceCharset::name).orElseThrow(() -> unknownCollation(id));
        // Ours comes back from the variable when the session is prepared anew, also after a failure.
        statements.add("SET @jdbc_replica_client = @@character_set_client, @jdbc_replica_statement = X'"
                + HexFormat.of().formatHex(statement.sql()) + "'");
        statements.add("SET SESSION character_set_client = " + charset);
        statements.add("PREPARE jdbc_replica_statement FROM @jdbc_replica_statement");
        statements.add("EXECUTE jdbc_replica_statement");
        statements.add("DEALLOCATE PREPARE jdbc_replica_statement");
        statements.add("SET @jdbc_replica_statement = NULL");
    }

    private boolean isAscii() {
        for (byte b : statement.sql()) {
            if (b < 0) {
                return false;
            }
        }
        return true;
    }

    /** For the eye and the lexer: every byte a character. */
    private String text() {
        return new String(statement.sql(), StandardCharsets.ISO_8859_1);
    }
}
