package io.github.jdbcreplica.binlog;

import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One spelling for XA transaction identifiers, as both servers log them in statements: {@code X'6774',X'',1}. */
final class Xid {
    private static final int MAX_PART = 64;
    private static final Pattern TEXT = Pattern.compile(
            "\\s*X'(\\p{XDigit}*)'\\s*,\\s*X'(\\p{XDigit}*)'\\s*,\\s*(\\d+).*", Pattern.CASE_INSENSITIVE);

    private Xid() {}

    static Optional<String> ofText(String text) {
        Matcher matcher = TEXT.matcher(text);
        return matcher.matches()
                ? Optional.of(spell(
                        matcher.group(1).toLowerCase(Locale.ROOT),
                        matcher.group(2).toLowerCase(Locale.ROOT),
                        matcher.group(3)))
                : Optional.empty();
    }

    static String read(WireReader in, long formatId, long globalLength, long branchLength) {
        if (globalLength > MAX_PART || branchLength > MAX_PART) {
            throw new MalformedEventException("its XA identifier is too long");
        }
        String global = HexFormat.of().formatHex(in.bytes(globalLength));
        String branch = HexFormat.of().formatHex(in.bytes(branchLength));
        return spell(global, branch, Long.toString(formatId));
    }

    private static String spell(String global, String branch, String formatId) {
        return "X'" + global + "',X'" + branch + "'," + formatId;
    }
}
