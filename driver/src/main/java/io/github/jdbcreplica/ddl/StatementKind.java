package io.github.jdbcreplica.ddl;

import io.github.jdbcreplica.ddl.SchemaChange.OtherObject.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a statement is about, by its first words: only statements on tables and databases are worth the grammar's time. */
sealed interface StatementKind {
    /** Tables and databases: for the grammar. */
    record TablesOrDatabases() implements StatementKind {}

    record Other(Kind object) implements StatementKind {}

    /** @param verb in upper case */
    record Dml(String verb) implements StatementKind {}

    record Unknown() implements StatementKind {}

    /** Quoted names and what stands in them are no words. */
    Pattern WORD =
            Pattern.compile("`(?:[^`]|``)*`|'(?:[^'\\\\]|''|\\\\.)*'|\"(?:[^\"]|\"\")*\"|(\\w+)|\\(", Pattern.DOTALL);

    Set<String> DML = Set.of(
            "INSERT", "UPDATE", "DELETE", "REPLACE", "LOAD", "CALL", "DO", "SELECT", "WITH", "SET", "EXECUTE", "BEGIN");

    Set<String> TABLE_WORDS = Set.of("TABLE", "TABLES", "DATABASE", "SCHEMA", "INDEX");

    Map<String, Kind> OBJECTS = Map.ofEntries(
            Map.entry("VIEW", Kind.VIEW),
            Map.entry("TRIGGER", Kind.TRIGGER),
            Map.entry("PROCEDURE", Kind.ROUTINE),
            Map.entry("FUNCTION", Kind.ROUTINE),
            Map.entry("PACKAGE", Kind.ROUTINE),
            Map.entry("LIBRARY", Kind.ROUTINE),
            Map.entry("EVENT", Kind.EVENT),
            Map.entry("USER", Kind.ACCOUNT),
            Map.entry("ROLE", Kind.ACCOUNT),
            Map.entry("TABLESPACE", Kind.SERVER),
            Map.entry("LOGFILE", Kind.SERVER),
            Map.entry("SERVER", Kind.SERVER),
            Map.entry("REFERENCE", Kind.SERVER),
            Map.entry("RESOURCE", Kind.SERVER),
            Map.entry("SEQUENCE", Kind.SERVER),
            Map.entry("INSTANCE", Kind.SERVER));

    static StatementKind of(String sql) {
        List<String> words = words(sql);
        String first = words.isEmpty() ? "" : words.get(0);
        return switch (first) {
            case "CREATE", "ALTER", "DROP", "RENAME" -> object(words);
            case "TRUNCATE" -> new TablesOrDatabases();
            case "GRANT", "REVOKE" -> new Other(Kind.ACCOUNT);
            case "SET" -> account(words) ? new Other(Kind.ACCOUNT) : new Dml(first);
            case "ANALYZE", "OPTIMIZE", "REPAIR", "CHECK", "FLUSH", "CACHE", "CHECKSUM" -> new Other(Kind.MAINTENANCE);
            case "INSTALL", "UNINSTALL" -> new Other(Kind.SERVER);
            default -> DML.contains(first) ? new Dml(first) : new Unknown();
        };
    }

    private static boolean account(List<String> words) {
        return words.size() > 1
                && (words.get(1).equals("PASSWORD") || words.get(1).equals("DEFAULT") && words.contains("ROLE"));
    }

    /** The first word that names a kind of object: OR REPLACE, TEMPORARY, ALGORITHM, DEFINER ... may stand before it. */
    private static StatementKind object(List<String> words) {
        for (String word : words.subList(1, words.size())) {
            if (TABLE_WORDS.contains(word)) {
                return new TablesOrDatabases();
            }
            if (OBJECTS.containsKey(word)) {
                return new Other(OBJECTS.get(word));
            }
        }
        return new Unknown();
    }

    /** In upper case, up to the first parenthesis. */
    private static List<String> words(String sql) {
        List<String> words = new ArrayList<>();
        Matcher matcher = WORD.matcher(sql);
        while (matcher.find() && !matcher.group().equals("(") && words.size() < 20) {
            if (matcher.group(1) != null) {
                words.add(matcher.group(1).toUpperCase(Locale.ROOT));
            }
        }
        return words;
    }
}
