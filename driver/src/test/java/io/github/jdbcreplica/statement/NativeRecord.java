package io.github.jdbcreplica.statement;

import io.github.jdbcreplica.statement.StatementCases.Case;
import io.github.jdbcreplica.statement.StatementCases.State;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * How MySQL 9.7 answers each of the {@link StatementCases}: {@code statements/native.tsv}, a line per case with state, statement, answer, warnings and the status afterwards.
 * Written and checked by {@link NativeStatementsIT}.
 */
public final class NativeRecord {
    public static final String RESOURCE = "/statements/native.tsv";

    private static final String HEADER = "# state\tstatement\tanswer\twarnings\tstatus afterwards\n";

    private NativeRecord() {}

    public static Map<Case, StatementOutcome> read() throws IOException {
        try (InputStream in = NativeRecord.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                return Map.of();
            }
            Map<Case, StatementOutcome> outcomes = new LinkedHashMap<>();
            for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList()) {
                if (!line.startsWith("#")) {
                    String[] cells = line.split("\t", -1);
                    outcomes.put(new Case(State.valueOf(cells[0]), unescape(cells[1])), outcome(cells));
                }
            }
            return outcomes;
        }
    }

    static String write(Map<Case, StatementOutcome> outcomes) {
        return HEADER
                + outcomes.entrySet().stream()
                        .map(entry -> line(entry.getKey(), entry.getValue()))
                        .collect(Collectors.joining());
    }

    private static String line(Case aCase, StatementOutcome outcome) {
        String warnings = String.join(" ; ", outcome.warnings());
        return String.join(
                        "\t",
                        aCase.state().name(),
                        escape(aCase.sql()),
                        escape(outcome.answer()),
                        escape(warnings),
                        escape(outcome.status()))
                + "\n";
    }

    /** The server's one message with a semicolon has no space in front of it, so the separator is unambiguous. */
    private static StatementOutcome outcome(String[] cells) {
        List<String> warnings =
                cells[3].isEmpty() ? List.of() : List.of(unescape(cells[3]).split(" ; "));
        return new StatementOutcome(unescape(cells[2]), warnings, unescape(cells[4]));
    }

    private static String escape(String text) {
        return text.replace("\\", "\\\\").replace("\n", "\\n").replace("\t", "\\t");
    }

    private static String unescape(String text) {
        StringBuilder plain = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            if (character == '\\') {
                i++;
                plain.append(
                        switch (text.charAt(i)) {
                            case 'n' -> '\n';
                            case 't' -> '\t';
                            default -> text.charAt(i);
                        });
            } else {
                plain.append(character);
            }
        }
        return plain.toString();
    }
}
