package io.github.jdbcreplica.jdbc;

/**
 * A JDBC URL as it may appear in messages: without user, password and parameters.
 * Where the text does not tell for certain what is secret, only the kind of database remains: a password with a {@code ?} or {@code /} that its writer forgot to encode must not show half of itself.
 */
final class SafeUrl {
    private SafeUrl() {}

    static String of(String url) {
        String scheme = scheme(url);
        String address = url.substring(scheme.length());
        int cut = parametersStart(address);
        String tail = address.substring(cut);
        address = address.substring(0, cut);
        if (address.indexOf('(') >= 0 || address.indexOf('@') < 0 && tail.indexOf('@') >= 0) {
            return scheme + "...";
        }
        return scheme + address.substring(address.lastIndexOf('@') + 1);
    }

    /** {@code jdbc:mysql://}, {@code jdbc:h2:}, {@code jdbc:mysql:replication://}. */
    private static String scheme(String url) {
        int authority = url.indexOf("//");
        int parameters = parametersStart(url);
        if (authority >= 0 && authority < parameters) {
            return url.substring(0, authority + "//".length());
        }
        int colon = url.indexOf(':', "jdbc:".length());
        return url.substring(0, colon < 0 ? Math.min(url.length(), "jdbc:".length()) : colon + 1);
    }

    private static int parametersStart(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '?' || c == ';' || c == '#') {
                return i;
            }
        }
        return text.length();
    }
}
