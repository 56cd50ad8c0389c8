package io.github.jdbcreplica.ddl;

import io.debezium.antlr.CaseChangingCharStream;
import io.debezium.ddl.parser.mariadb.generated.MariaDBLexer;
import io.debezium.ddl.parser.mariadb.generated.MariaDBParser;
import io.debezium.ddl.parser.mysql.legacy.MySqlLexer;
import io.debezium.ddl.parser.mysql.legacy.MySqlParser;
import org.antlr.v4.runtime.BaseErrorListener;
import org.antlr.v4.runtime.CharStream;
import org.antlr.v4.runtime.CharStreams;
import org.antlr.v4.runtime.CommonTokenStream;
import org.antlr.v4.runtime.Lexer;
import org.antlr.v4.runtime.Parser;
import org.antlr.v4.runtime.RecognitionException;
import org.antlr.v4.runtime.Recognizer;
import org.antlr.v4.runtime.tree.ParseTree;

/** The grammars of MySQL and MariaDB: text into a tree, or a {@link SyntaxException}. The first use costs some hundred milliseconds, since the grammars' tables are built then. */
final class Grammar {
    private Grammar() {}

    /** Where and why the grammar does not know a statement. */
    static final class SyntaxException extends Exception {
        private static final long serialVersionUID = 1L;

        SyntaxException(String message) {
            super(message);
        }
    }

    static Node parse(String sql, boolean mariaDb) throws SyntaxException {
        CharStream text = CharStreams.fromString(sql);
        CharStream upper = new CaseChangingCharStream(text, true);
        Problems problems = new Problems();
        ParseTree tree = mariaDb ? mariaDb(upper, problems) : mySql(upper, problems);
        if (problems.first != null) {
            throw new SyntaxException(problems.first);
        }
        return Node.of(tree, text);
    }

    private static ParseTree mySql(CharStream text, Problems problems) {
        MySqlLexer lexer = listening(new MySqlLexer(text), problems);
        return listening(
                        new MySqlParser(new CommonTokenStream(new NewerSyntax(lexer, MySqlLexer.JSON, MySqlLexer.ID))),
                        problems)
                .root();
    }

    private static ParseTree mariaDb(CharStream text, Problems problems) {
        MariaDBLexer lexer = listening(new MariaDBLexer(text), problems);
        return listening(
                        new MariaDBParser(
                                new CommonTokenStream(new NewerSyntax(lexer, MariaDBLexer.JSON, MariaDBLexer.ID))),
                        problems)
                .root();
    }

    private static <L extends Lexer> L listening(L lexer, Problems problems) {
        lexer.removeErrorListeners();
        lexer.addErrorListener(problems);
        return lexer;
    }

    private static <P extends Parser> P listening(P parser, Problems problems) {
        parser.removeErrorListeners();
        parser.addErrorListener(problems);
        return parser;
    }

    private static final class Problems extends BaseErrorListener {
        private String first;

        @Override
        public void syntaxError(
                Recognizer<?, ?> recognizer,
                Object symbol,
                int line,
                int column,
                String message,
                RecognitionException e) {
            if (first == null) {
                first = "line " + line + ":" + column + " " + message;
            }
        }
    }
}
