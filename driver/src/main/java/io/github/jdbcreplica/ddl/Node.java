package io.github.jdbcreplica.ddl;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.antlr.v4.runtime.CharStream;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.misc.Interval;
import org.antlr.v4.runtime.tree.ParseTree;
import org.antlr.v4.runtime.tree.TerminalNode;

/**
 * A node of a parse tree, by the name of its grammar rule. The MySQL and the MariaDB grammar have the same rules under the same names in different classes; read by name, one interpreter serves both.
 *
 * @param rule "" for a token
 * @param text as in the statement, comments and spaces included; of a token its own
 */
record Node(String rule, List<Node> children, String text) {
    static Node of(ParseTree tree, CharStream source) {
        if (tree instanceof TerminalNode) {
            return new Node("", List.of(), tree.getText());
        }
        List<Node> children = new ArrayList<>();
        for (int i = 0; i < tree.getChildCount(); i++) {
            children.add(of(tree.getChild(i), source));
        }
        return new Node(
                tree.getClass().getSimpleName().replace("Context", ""),
                children,
                text((ParserRuleContext) tree, source));
    }

    private static String text(ParserRuleContext context, CharStream source) {
        boolean empty = context.getStop() == null
                || context.getStop().getStopIndex() < context.getStart().getStartIndex();
        return empty
                ? ""
                : source.getText(Interval.of(
                        context.getStart().getStartIndex(), context.getStop().getStopIndex()));
    }

    boolean is(String name) {
        return rule.equals(name);
    }

    /** The first child of that rule. */
    Optional<Node> child(String name) {
        return children.stream().filter(c -> c.is(name)).findFirst();
    }

    List<Node> all(String name) {
        return children.stream().filter(c -> c.is(name)).toList();
    }

    /** The first node of that rule at any depth. */
    Optional<Node> find(String name) {
        if (is(name)) {
            return Optional.of(this);
        }
        return children.stream().flatMap(c -> c.find(name).stream()).findFirst();
    }

    /** Whether one of its own tokens, not of its children's, is that word. */
    boolean has(String word) {
        return children.stream().anyMatch(c -> c.rule.isEmpty() && c.text.equalsIgnoreCase(word));
    }

    /** Its own tokens, in upper case. */
    List<String> words() {
        return children.stream()
                .filter(c -> c.rule.isEmpty())
                .map(c -> c.text.toUpperCase(Locale.ROOT))
                .toList();
    }
}
