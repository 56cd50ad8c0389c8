package io.github.jdbcreplica.kit;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The statements of {@code ddl-corpus.sql}, which the mysql client could run as well. */
final class DdlCorpus {
    private static final Pattern DDL = Pattern.compile(
            "(?is)(/\\*!\\d+ *)?(create|alter|drop|rename|truncate|grant|revoke|optimize|analyze)\\b.*");
    private static final Pattern DATABASE =
            Pattern.compile("(?i)create +(?:database|schema) +(?:if not exists +)?`?(\\w+)`?.*");

    private DdlCorpus() {}

    /** @param refused by the source itself */
    record Statement(String sql, boolean refused) {
        boolean isDdl() {
            return DDL.matcher(sql).matches();
        }
    }

    /** An application, in a session of its own. */
    record Section(String title, List<Statement> statements) {
        Set<String> databases() {
            Set<String> names = new LinkedHashSet<>();
            for (Statement statement : statements) {
                Matcher create = DATABASE.matcher(oneLine(statement.sql()));
                if (create.matches()) {
                    names.add(create.group(1));
                }
            }
            return names;
        }
    }

    static List<Section> read() {
        try (InputStream in = DdlCorpus.class.getResourceAsStream("ddl-corpus.sql")) {
            return sections(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Section> sections(String text) {
        List<Section> sections = new ArrayList<>();
        String[] parts = text.split("(?m)^-- ## ");
        for (int i = 1; i < parts.length; i++) {
            String[] titleAndRest = parts[i].split("\n", 2);
            sections.add(new Section(titleAndRest[0], statements(titleAndRest[1])));
        }
        return sections;
    }

    private static List<Statement> statements(String text) {
        List<Statement> statements = new ArrayList<>();
        StringBuilder statement = new StringBuilder();
        String delimiter = ";";
        boolean refused = false;
        for (String line : text.split("\n")) {
            if (line.startsWith("DELIMITER ")) {
                delimiter = line.substring("DELIMITER ".length());
            } else if (line.startsWith("-- ")) {
                refused = line.startsWith("-- refused:");
            } else if (line.endsWith(delimiter)) {
                statement.append(line, 0, line.length() - delimiter.length());
                statements.add(new Statement(statement.toString(), refused));
                statement.setLength(0);
                refused = false;
            } else if (!line.isBlank()) {
                statement.append(line).append('\n');
            }
        }
        return statements;
    }

    static String oneLine(String statement) {
        return statement.strip().replaceAll("\\s+", " ");
    }
}
