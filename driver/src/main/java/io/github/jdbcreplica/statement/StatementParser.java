package io.github.jdbcreplica.statement;

import io.github.jdbcreplica.error.ReplicaError;
import io.github.jdbcreplica.statement.Lexer.Kind;
import io.github.jdbcreplica.statement.Lexer.Token;
import io.github.jdbcreplica.statement.ReplicaStatement.ChangeReplicationSource;
import io.github.jdbcreplica.statement.ReplicaStatement.Credentials;
import io.github.jdbcreplica.statement.ReplicaStatement.ResetReplica;
import io.github.jdbcreplica.statement.ReplicaStatement.ShowReplicaStatus;
import io.github.jdbcreplica.statement.ReplicaStatement.StartReplica;
import io.github.jdbcreplica.statement.ReplicaStatement.StopReplica;
import io.github.jdbcreplica.statement.ReplicaStatement.ThreadType;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Text into {@link ReplicaStatement}. The grammar is MySQL's (sql/sql_yacc.yy), one method a rule; an option of CHANGE REPLICATION SOURCE TO is a constant of {@link SourceOption}. Once the first words say that a
 * statement is ours it is never given to the inner database, whose log would have the password: what is wrong with it is an error.
 */
public final class StatementParser {
    private static final Set<String> VERBS = Set.of("CHANGE", "START", "STOP", "RESET", "SHOW");

    private final String sql;
    private final Lexer lexer;
    private final List<Token> secrets = new ArrayList<>();
    private Token token;

    private StatementParser(String sql) {
        this.sql = sql;
        this.lexer = new Lexer(sql);
        this.token = lexer.next();
        // Tools leave empty statements in front.
        while (token.isSymbol(';')) {
            advance();
        }
    }

    /**
     * @return the statement, or empty when {@code sql} is none of ours and belongs to the inner database
     * @throws SQLException 1064 and the other errors that a statement of ours earns by its text alone; never carries a password
     */
    public static Optional<ReplicaStatement> parse(String sql) throws SQLException {
        return FirstWord.mayBeOurs(sql) ? new StatementParser(sql).statement() : Optional.empty();
    }

    private Optional<ReplicaStatement> statement() throws SQLException {
        Token verb = token;
        if (!VERBS.contains(verb.kind() == Kind.WORD ? verb.text().toUpperCase(Locale.ROOT) : "")) {
            return Optional.empty();
        }
        advance();
        if (verb.is("CHANGE")) {
            return change();
        }
        if (token.is("SLAVE")) {
            // SHOW SLAVE HOSTS lists a source's replicas: the server's own business.
            advance();
            if (verb.is("SHOW") && !token.is("STATUS")) {
                return Optional.empty();
            }
            throw notSupported(verb.text().toUpperCase(Locale.ROOT) + " SLAVE");
        }
        if (!token.is("REPLICA")) {
            return Optional.empty();
        }
        advance();
        if (verb.is("SHOW")) {
            return token.is("STATUS") ? Optional.of(show()) : Optional.empty();
        }
        if (verb.is("START")) {
            return Optional.of(start());
        }
        return Optional.of(verb.is("STOP") ? stop() : reset());
    }

    private Optional<ReplicaStatement> change() throws SQLException {
        if (token.is("MASTER")) {
            throw notSupported("CHANGE MASTER");
        }
        if (!token.is("REPLICATION")) {
            return Optional.empty();
        }
        advance();
        if (token.is("FILTER")) {
            throw notSupported("CHANGE REPLICATION FILTER");
        }
        expect("SOURCE");
        expect("TO");
        Map<SourceOption, Object> options = new EnumMap<>(SourceOption.class);
        do {
            option(options);
        } while (acceptSymbol(','));
        Optional<String> channel = channel();
        end();
        OptionRules.check(options);
        return Optional.of(new ChangeReplicationSource(options, channel));
    }

    private void option(Map<SourceOption, Object> options) throws SQLException {
        Optional<SourceOption> option = SourceOption.named(token.kind() == Kind.WORD ? token.text() : "");
        if (option.isEmpty()) {
            if (token.kind() == Kind.WORD && SourceOption.isKnownToMySql(token.text())) {
                throw notSupported(token.text());
            }
            throw syntaxError();
        }
        advance();
        expectSymbol('=');
        if (option.get() == SourceOption.SOURCE_PASSWORD) {
            secrets.add(token);
        }
        options.put(option.get(), value(option.get().type()));
    }

    private Object value(SourceOption.Type type) throws SQLException {
        return switch (type) {
            case STRING -> string();
            case INTEGER -> integer();
            case BOOLEAN -> integer() != 0;
            case DECIMAL -> decimal();
        };
    }

    private String string() throws SQLException {
        if (token.kind() != Kind.STRING) {
            throw syntaxError();
        }
        return advance().text();
    }

    private long integer() throws SQLException {
        if (token.kind() != Kind.INTEGER) {
            throw syntaxError();
        }
        String digits = token.text();
        try {
            long value =
                    digits.startsWith("0x") ? Long.parseUnsignedLong(digits.substring(2), 16) : Long.parseLong(digits);
            advance();
            return value;
        } catch (NumberFormatException e) {
            throw syntaxError();
        }
    }

    private BigDecimal decimal() throws SQLException {
        if (token.kind() != Kind.INTEGER && token.kind() != Kind.DECIMAL
                || token.text().startsWith("0x")) {
            throw syntaxError();
        }
        return new BigDecimal(advance().text());
    }

    private ReplicaStatement start() throws SQLException {
        Set<ThreadType> threads = threads();
        if (token.is("UNTIL")) {
            throw notSupported("START REPLICA UNTIL");
        }
        Optional<Credentials> credentials = credentials();
        Optional<String> channel = channel();
        end();
        if (credentials.isPresent() && threads.equals(EnumSet.of(ThreadType.SQL_THREAD))) {
            throw ReplicaError.SQLTHREAD_WITH_SECURE_REPLICA.exception();
        }
        return new StartReplica(threads, credentials, channel);
    }

    private Optional<Credentials> credentials() throws SQLException {
        String user = null;
        String password = "";
        if (token.is("USER")) {
            advance();
            expectSymbol('=');
            user = string();
        }
        if (token.is("PASSWORD")) {
            advance();
            expectSymbol('=');
            secrets.add(token);
            password = string();
        }
        if (token.is("DEFAULT_AUTH") || token.is("PLUGIN_DIR")) {
            throw notSupported(token.text());
        }
        return user == null ? Optional.empty() : Optional.of(new Credentials(user, password));
    }

    private ReplicaStatement stop() throws SQLException {
        Set<ThreadType> threads = threads();
        Optional<String> channel = channel();
        end();
        return new StopReplica(threads, channel);
    }

    private ReplicaStatement reset() throws SQLException {
        boolean all = token.is("ALL");
        if (all) {
            advance();
        }
        Optional<String> channel = channel();
        end();
        return new ResetReplica(all, channel);
    }

    private ReplicaStatement show() throws SQLException {
        expect("STATUS");
        Optional<String> channel = channel();
        end();
        return new ShowReplicaStatus(channel);
    }

    private Set<ThreadType> threads() throws SQLException {
        Set<ThreadType> threads = EnumSet.noneOf(ThreadType.class);
        if (threadType().isPresent()) {
            do {
                threads.add(threadType().orElseThrow(this::syntaxError));
                advance();
            } while (acceptSymbol(','));
        }
        return threads;
    }

    private Optional<ThreadType> threadType() {
        if (token.is("IO_THREAD") || token.is("RELAY_THREAD")) {
            return Optional.of(ThreadType.IO_THREAD);
        }
        return token.is("SQL_THREAD") ? Optional.of(ThreadType.SQL_THREAD) : Optional.empty();
    }

    private Optional<String> channel() throws SQLException {
        if (!token.is("FOR")) {
            return Optional.empty();
        }
        advance();
        expect("CHANNEL");
        return Optional.of(string());
    }

    private void end() throws SQLException {
        while (acceptSymbol(';')) {
            // A statement may end with one, and with the empty statements after it.
        }
        if (token.kind() != Kind.END) {
            throw syntaxError();
        }
    }

    private Token advance() {
        Token passed = token;
        token = lexer.next();
        return passed;
    }

    private void expect(String word) throws SQLException {
        if (!token.is(word)) {
            throw syntaxError();
        }
        advance();
    }

    private void expectSymbol(char symbol) throws SQLException {
        if (!acceptSymbol(symbol)) {
            throw syntaxError();
        }
    }

    private boolean acceptSymbol(char symbol) {
        if (token.isSymbol(symbol)) {
            advance();
            return true;
        }
        return false;
    }

    /** 1064 at the current token. What may hold a password is not repeated. */
    private SQLException syntaxError() {
        int at = token.start();
        String near = near(at);
        long line = 1 + sql.substring(0, at).chars().filter(c -> c == '\n').count();
        return ReplicaError.PARSE_ERROR.exception(near, line);
    }

    /** As much as MySQL shows, up to the first word that announces a secret; and nothing where a secret was expected. */
    private String near(int at) {
        boolean atSecret = secrets.stream().anyMatch(secret -> secret.start() == at);
        if (atSecret) {
            return "<secret>";
        }
        String rest = sql.substring(at);
        int password = indexOfPassword(rest);
        String shown = password < 0 ? rest : rest.substring(0, password) + "<secret>";
        return shown.length() > 80 ? shown.substring(0, 80) : shown;
    }

    private static int indexOfPassword(String text) {
        int at = text.toUpperCase(Locale.ROOT).indexOf("PASSWORD");
        return at < 0 ? -1 : at + "PASSWORD".length();
    }

    private SQLException notSupported(String what) {
        return ReplicaError.NOT_SUPPORTED_YET.exception(what);
    }
}
