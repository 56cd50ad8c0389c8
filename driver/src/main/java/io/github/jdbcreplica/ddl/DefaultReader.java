package io.github.jdbcreplica.ddl;

import io.github.jdbcreplica.schema.ColumnType;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The text of a default so that it means the same in any session: what the session has a say in is written out, where the log tells it. */
final class DefaultReader {
    private static final Pattern UTF8 =
            Pattern.compile("_utf8(?:mb[34])?\\s*('.*')", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private static final DateTimeFormatter OFFSET_LITERAL = DateTimeFormatter.ofPattern("''uuuu-MM-dd HH:mm:ss.SSSSSS");

    private final Optional<ZoneId> zone;
    private final boolean utf8Client;

    DefaultReader(StatementContext context) {
        this.zone = context.executedAt().zone();
        this.utf8Client = context.utf8Client();
    }

    /** @param type of the column, where it is known */
    String read(Node value, Optional<ColumnType> type) {
        String text = decoded(text(value));
        return type.filter(ColumnType.Timestamp.class::isInstance).isPresent() ? atOffset(text) : text;
    }

    /** Without the ON UPDATE that the grammar takes in. */
    private static String text(Node value) {
        List<String> parts = new ArrayList<>();
        for (Node part : value.children()) {
            if (part.text().equalsIgnoreCase("ON")) {
                break;
            }
            parts.add(part.text());
        }
        return parts.isEmpty() ? value.text() : String.join("", parts);
    }

    /** An introducer says how to read the bytes that the client sent: those of a client that sends UTF-8 were read so already. */
    private String decoded(String text) {
        Matcher introduced = UTF8.matcher(text.strip());
        return utf8Client && introduced.matches() ? introduced.group(1) : text;
    }

    /** A TIMESTAMP's literal is in the session's time zone; with an offset it is in none ("Date and Time Literals" in MySQL's manual). */
    private String atOffset(String text) {
        if (zone.isEmpty() || !text.startsWith("'")) {
            return text;
        }
        try {
            String iso = text.substring(1, text.length() - 1).strip().replace(' ', 'T');
            LocalDateTime local = LocalDateTime.parse(iso.length() == 10 ? iso + "T00:00:00" : iso);
            List<ZoneOffset> offsets = zone.get().getRules().getValidOffsets(local);
            return offsets.size() == 1
                    ? OFFSET_LITERAL.format(local.atOffset(offsets.get(0)).withOffsetSameInstant(ZoneOffset.UTC))
                            + "+00:00'"
                    : text;
        } catch (DateTimeParseException e) {
            return text;
        }
    }
}
