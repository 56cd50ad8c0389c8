package io.github.jdbcreplica.binlog;

/** Names as the server writes them into statements: in backticks, in double quotes under ANSI_QUOTES, or bare. */
final class Identifier {
    private Identifier() {}

    static String unquote(String text) {
        String name = text.trim();
        char quote = name.isEmpty() ? ' ' : name.charAt(0);
        if (name.length() < 2 || quote != '`' && quote != '"' || name.charAt(name.length() - 1) != quote) {
            return name;
        }
        String twice = String.valueOf(quote).repeat(2);
        return name.substring(1, name.length() - 1).replace(twice, String.valueOf(quote));
    }
}
