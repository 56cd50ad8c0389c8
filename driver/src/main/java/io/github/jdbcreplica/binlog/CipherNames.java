package io.github.jdbcreplica.binlog;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * OpenSSL's names of TLS 1.2 ciphers, as MySQL's options take them, in Java's spelling: {@code ECDHE-RSA-AES256-GCM-SHA384} is {@code TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384}.
 * A name of another form passes through: Java's own names, those of TLS 1.3 (the same in both), and unknown ones, which are refused later by name.
 */
final class CipherNames {
    private static final Pattern AES = Pattern.compile("((?:EC)?DHE-(?:RSA|ECDSA|DSS)-)?AES(128|256)-(GCM-)?(SHA\\d*)");
    private static final Pattern CHACHA = Pattern.compile("((?:EC)?DHE)-(RSA|ECDSA)-CHACHA20-POLY1305");

    private CipherNames() {}

    static String jsse(String name) {
        Matcher aes = AES.matcher(name);
        if (aes.matches()) {
            String exchange = aes.group(1) == null ? "RSA_" : aes.group(1).replace('-', '_');
            String mode = aes.group(3) == null ? "_CBC_" : "_GCM_";
            return "TLS_" + exchange + "WITH_AES_" + aes.group(2) + mode + aes.group(4);
        }
        Matcher chacha = CHACHA.matcher(name);
        return chacha.matches()
                ? "TLS_" + chacha.group(1) + "_" + chacha.group(2) + "_WITH_CHACHA20_POLY1305_SHA256"
                : name;
    }

    static boolean isTls13(String jsseName) {
        return !jsseName.contains("_WITH_") && jsseName.startsWith("TLS_") && !jsseName.contains("EMPTY_RENEGOTIATION");
    }
}
