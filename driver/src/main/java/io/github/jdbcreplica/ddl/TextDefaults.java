package io.github.jdbcreplica.ddl;

import io.github.jdbcreplica.event.SessionContext;
import io.github.jdbcreplica.schema.SourceCharset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/** The character set and collation of texts that name none. */
record TextDefaults(String charset, String collation) {
    static TextDefaults ofCharset(String charset) {
        String name = charset.toLowerCase(Locale.ROOT);
        if (name.equals("binary")) {
            return new TextDefaults("binary", "binary");
        }
        SourceCharset known = TypeReader.known(name);
        return new TextDefaults(known.name(), known.defaultCollation());
    }

    static TextDefaults ofCollation(String collation) {
        String name = collation.toLowerCase(Locale.ROOT);
        if (name.equals("binary")) {
            return new TextDefaults("binary", "binary");
        }
        SourceCharset charset = SourceCharset.byCollationName(name)
                .orElseThrow(() -> new NotUnderstoodException("the collation " + collation));
        return new TextDefaults(charset.name(), name);
    }

    /** What a node names, by CHARACTER SET or by COLLATE, which tells the character set too. */
    static Optional<TextDefaults> named(Node node) {
        Optional<Node> collation = node.find("CollationName");
        if (collation.isPresent()) {
            return Optional.of(ofCollation(name(collation.get())));
        }
        return node.find("CharsetName")
                .map(TextDefaults::name)
                .filter(name -> !name.equalsIgnoreCase("DEFAULT"))
                .map(TextDefaults::ofCharset);
    }

    /** What the options of a table or database say: a collation wins over a character set, which is its own anyway. */
    static Optional<TextDefaults> chosen(List<Node> options) {
        Optional<TextDefaults> chosen = Optional.empty();
        boolean collated = false;
        for (Node option : options) {
            if (option.is("TableOptionCharset")
                    || option.is("TableOptionCollate")
                    || option.is("CreateDatabaseOption")) {
                Optional<TextDefaults> named = named(option);
                boolean collates = option.find("CollationName").isPresent();
                if (named.isPresent() && (collates || !collated)) {
                    chosen = named;
                    collated = collates;
                }
            }
        }
        return chosen;
    }

    /** {@code utf8mb4}, {@code 'utf8mb4'} and {@code `utf8mb4`} alike. */
    private static String name(Node node) {
        return Names.identifier(node.text()).replace("'", "").replace("\"", "");
    }

    /** The session's collation_server, which every statement's event holds. */
    static TextDefaults ofServer(SessionContext session) {
        OptionalInt id = session.collationServerId();
        return id.isPresent() && SourceCharset.collationName(id.getAsInt()).isPresent()
                ? ofCollation(SourceCharset.collationName(id.getAsInt()).get())
                : ofCharset("utf8mb4");
    }
}
