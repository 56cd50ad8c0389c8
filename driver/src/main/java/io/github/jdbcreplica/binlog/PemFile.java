package io.github.jdbcreplica.binlog;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The blocks of a PEM file: any number, of any kinds, with text between them. */
record PemFile(List<Block> blocks) {
    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----(.*?)-----END \\1-----", Pattern.DOTALL);

    record Block(String label, String body) {
        byte[] der() {
            return Base64.getMimeDecoder().decode(body);
        }
    }

    static PemFile read(Path file) throws IOException {
        // PEM is ASCII; the text between the blocks may be anything.
        Matcher block = BLOCK.matcher(Files.readString(file, StandardCharsets.ISO_8859_1));
        List<Block> blocks = new ArrayList<>();
        while (block.find()) {
            blocks.add(new Block(block.group(1), block.group(2)));
        }
        return new PemFile(List.copyOf(blocks));
    }

    /** Every regular file of a directory. OpenSSL would want them named by a hash of their subject; we need no index. */
    static List<PemFile> readAll(Path directory) throws IOException {
        try (Stream<Path> entries = Files.list(directory)) {
            List<PemFile> files = new ArrayList<>();
            for (Path file : entries.filter(Files::isRegularFile).sorted().toList()) {
                files.add(read(file));
            }
            return files;
        }
    }

    List<X509Certificate> certificates() throws CertificateException {
        CertificateFactory factory = CertificateFactory.getInstance("X.509");
        List<X509Certificate> certificates = new ArrayList<>();
        for (Block block : labelled("CERTIFICATE", "X509 CERTIFICATE", "TRUSTED CERTIFICATE")) {
            certificates.add((X509Certificate) factory.generateCertificate(new ByteArrayInputStream(block.der())));
        }
        return certificates;
    }

    List<X509CRL> crls() throws GeneralSecurityException {
        CertificateFactory factory = CertificateFactory.getInstance("X.509");
        List<X509CRL> crls = new ArrayList<>();
        for (Block block : labelled("X509 CRL")) {
            crls.add((X509CRL) factory.generateCRL(new ByteArrayInputStream(block.der())));
        }
        return crls;
    }

    List<PrivateKey> privateKeys() throws GeneralSecurityException {
        List<PrivateKey> keys = new ArrayList<>();
        for (Block block : labelled("PRIVATE KEY", "RSA PRIVATE KEY", "EC PRIVATE KEY", "ENCRYPTED PRIVATE KEY")) {
            keys.add(privateKey(block));
        }
        return keys;
    }

    private static PrivateKey privateKey(Block block) throws GeneralSecurityException {
        if (block.label().startsWith("ENCRYPTED") || block.body().contains("ENCRYPTED")) {
            throw new InvalidKeyException("the key is encrypted; there is no option for its passphrase");
        }
        return switch (block.label()) {
            case "RSA PRIVATE KEY" -> key("RSA", Pkcs8.wrapRsa(block.der()));
            case "EC PRIVATE KEY" -> key("EC", Pkcs8.wrapEc(block.der()));
            default -> keyOfAnyAlgorithm(block.der());
        };
    }

    private static PrivateKey keyOfAnyAlgorithm(byte[] pkcs8) throws GeneralSecurityException {
        for (String algorithm : List.of("RSA", "EC", "EdDSA")) {
            try {
                return key(algorithm, pkcs8);
            } catch (InvalidKeySpecException anotherAlgorithm) {
                // The encoding names its algorithm, but KeyFactory has to be told.
            }
        }
        throw new InvalidKeyException("neither an RSA, an EC nor an Edwards key");
    }

    private static PrivateKey key(String algorithm, byte[] pkcs8) throws GeneralSecurityException {
        return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
    }

    private List<Block> labelled(String... labels) {
        return blocks.stream()
                .filter(block -> List.of(labels).contains(block.label()))
                .toList();
    }
}
