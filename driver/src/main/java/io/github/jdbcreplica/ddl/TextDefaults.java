package io.github.jdbcreplica.ddl;

import io.github.jdbcreplica.event.SessionContext;
import io.github.jdbcreplica.schema.SourceCharset;
import java.util.Locale;
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

    /** The database's, which the log tells when it is not the server's. */
    static TextDefaults of(SessionContext session) {
        OptionalInt id = session.collationDatabaseId().isPresent() ? session.collationDatabaseId() : session.collationServerId();
        return id.isPresent() && SourceCharset.collationName(id.getAsInt()).isPresent()
                ? ofCollation(SourceCharset.collationName(id.getAsInt()).get())
                : ofCharset("utf8mb4");
    }
}
