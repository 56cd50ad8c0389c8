package io.github.jdbcreplica.binlog;

import java.io.ByteArrayOutputStream;
import java.security.InvalidKeyException;
import java.util.Arrays;

/** Puts the older private key encodings (PKCS#1 for RSA, SEC 1 for EC) into the PKCS#8 envelope, the only one that Java reads. */
final class Pkcs8 {
    private static final int INTEGER = 0x02;
    private static final int OCTET_STRING = 0x04;
    private static final int SEQUENCE = 0x30;
    private static final int EC_PARAMETERS = 0xa0;
    private static final byte[] VERSION_0 = {INTEGER, 1, 0};

    /** The object identifier rsaEncryption, 1.2.840.113549.1.1.1, and its NULL parameters. */
    private static final byte[] RSA = {6, 9, 42, -122, 72, -122, -9, 13, 1, 1, 1, 5, 0};

    /** The object identifier id-ecPublicKey, 1.2.840.10045.2.1; the curve follows as its parameters. */
    private static final byte[] EC = {6, 7, 42, -122, 72, -50, 61, 2, 1};

    private Pkcs8() {}

    static byte[] wrapRsa(byte[] pkcs1) {
        return envelope(RSA, pkcs1);
    }

    static byte[] wrapEc(byte[] sec1) throws InvalidKeyException {
        return envelope(concat(EC, curve(sec1)), sec1);
    }

    private static byte[] envelope(byte[] algorithm, byte[] key) {
        return element(SEQUENCE, concat(VERSION_0, element(SEQUENCE, algorithm), element(OCTET_STRING, key)));
    }

    /** ECPrivateKey is a sequence of a version, the key, and optionally [0] the curve and [1] the public key. */
    private static byte[] curve(byte[] sec1) throws InvalidKeyException {
        try {
            int at = content(sec1, 0);
            while (at < sec1.length) {
                int begin = content(sec1, at);
                int end = begin + length(sec1, at);
                if ((sec1[at] & 0xff) == EC_PARAMETERS) {
                    return Arrays.copyOfRange(sec1, begin, end);
                }
                at = end;
            }
        } catch (ArrayIndexOutOfBoundsException truncated) {
            throw new InvalidKeyException("not an EC private key", truncated);
        }
        throw new InvalidKeyException("the EC private key does not name its curve");
    }

    private static int content(byte[] der, int at) {
        int first = der[at + 1] & 0xff;
        return at + 2 + (first < 0x80 ? 0 : first & 0x7f);
    }

    private static int length(byte[] der, int at) {
        int first = der[at + 1] & 0xff;
        if (first < 0x80) {
            return first;
        }
        int length = 0;
        for (int i = at + 2; i < content(der, at); i++) {
            length = length << 8 | der[i] & 0xff;
        }
        return length;
    }

    private static byte[] element(int tag, byte[] content) {
        return concat(new byte[] {(byte) tag}, lengthOf(content), content);
    }

    /** DER wants the shortest form. */
    private static byte[] lengthOf(byte[] content) {
        int length = content.length;
        if (length < 0x80) {
            return new byte[] {(byte) length};
        }
        if (length < 0x100) {
            return new byte[] {(byte) 0x81, (byte) length};
        }
        return length < 0x10000
                ? new byte[] {(byte) 0x82, (byte) (length >> 8), (byte) length}
                : new byte[] {(byte) 0x83, (byte) (length >> 16), (byte) (length >> 8), (byte) length};
    }

    private static byte[] concat(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }
}
