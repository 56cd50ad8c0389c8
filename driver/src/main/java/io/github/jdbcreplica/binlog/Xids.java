package io.github.jdbcreplica.binlog;

import java.util.HexFormat;
import java.util.Locale;

/** XA transaction ids in one spelling, wherever they come from: {@code X'61',X'',1}, in lower-case hex. */
final class Xids {
    private Xids() {}

    static String text(byte[] gtrid, byte[] bqual, long format) {
        HexFormat hex = HexFormat.of();
        return "X'" + hex.formatHex(gtrid) + "',X'" + hex.formatHex(bqual) + "'," + format;
    }

    /** From a logged statement, which spells the id the same way but for case and spaces. */
    static String ofStatement(String afterKeywords) {
        String text = afterKeywords.replace(" ", "").toLowerCase(Locale.ROOT).replace("x'", "X'");
        return text.endsWith("onephase") ? text.substring(0, text.length() - "onephase".length()) : text;
    }
}
