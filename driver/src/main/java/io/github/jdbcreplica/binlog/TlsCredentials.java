package io.github.jdbcreplica.binlog;

import io.github.jdbcreplica.event.SourceEndpoint.Tls;
import io.github.jdbcreplica.event.SourceException;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.CertStore;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CRL;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.net.ssl.CertPathTrustManagerParameters;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Whom we trust and who we are, from the PEM files of the SOURCE_SSL options. Without a CA any certificate is accepted: encryption without identity, as in MySQL.
 */
final class TlsCredentials {
    private static final String CLIENT = "client";
    private static final char[] IN_MEMORY_ONLY = "in memory only".toCharArray();

    private TlsCredentials() {}

    static SSLContext context(Tls tls) throws SourceException {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keyManagers(tls), trustManagers(tls), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw SourceErrors.tls(e.getMessage());
        }
    }

    private static TrustManager[] trustManagers(Tls tls) throws SourceException, GeneralSecurityException {
        if (tls.ca().isEmpty() && tls.caPath().isEmpty()) {
            if (tls.verifyServerCert()) {
                throw SourceErrors.tls("CA certificate is required if ssl-mode is VERIFY_CA or VERIFY_IDENTITY");
            }
            return new TrustManager[] {new TrustAnyone()};
        }
        TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
        factory.init(new CertPathTrustManagerParameters(chainRules(tls)));
        return factory.getTrustManagers();
    }

    private static PKIXBuilderParameters chainRules(Tls tls) throws SourceException, GeneralSecurityException {
        List<X509Certificate> authorities = fromFiles("CA certificates", tls.ca(), tls.caPath(), PemFile::certificates);
        List<X509CRL> revoked = fromFiles("certificate revocation lists", tls.crl(), tls.crlPath(), PemFile::crls);
        PKIXBuilderParameters rules = new PKIXBuilderParameters(
                authorities.stream().map(ca -> new TrustAnchor(ca, null)).collect(Collectors.toSet()),
                new X509CertSelector());
        rules.addCertStore(CertStore.getInstance("Collection", new CollectionCertStoreParameters(revoked)));
        rules.setRevocationEnabled(tls.crl().isPresent() || tls.crlPath().isPresent());
        return rules;
    }

    private static KeyManager[] keyManagers(Tls tls) throws SourceException, GeneralSecurityException {
        if (tls.cert().isEmpty() && tls.key().isEmpty()) {
            return new KeyManager[0];
        }
        // MySQL takes one file with both when only one of the options is given.
        String certificateFile = tls.cert().or(tls::key).orElseThrow();
        String keyFile = tls.key().or(tls::cert).orElseThrow();
        List<X509Certificate> chain = fromFile("certificate", certificateFile, PemFile::certificates);
        PrivateKey key = fromFile("private key", keyFile, PemFile::privateKeys).get(0);
        KeyManagerFactory factory = KeyManagerFactory.getInstance("PKIX");
        factory.init(keyStore(key, chain), IN_MEMORY_ONLY);
        return factory.getKeyManagers();
    }

    private static KeyStore keyStore(PrivateKey key, List<X509Certificate> chain)
            throws SourceException, GeneralSecurityException {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setKeyEntry(CLIENT, key, IN_MEMORY_ONLY, chain.toArray(X509Certificate[]::new));
            return store;
        } catch (IOException e) {
            throw SourceErrors.tls(e.getMessage());
        }
    }

    private interface Reader<T> {
        List<T> read(PemFile file) throws GeneralSecurityException;
    }

    private static <T> List<T> fromFiles(
            String what, Optional<String> file, Optional<String> directory, Reader<T> reader) throws SourceException {
        List<T> found = new ArrayList<>();
        if (file.isPresent()) {
            found.addAll(fromFile(what, file.get(), reader));
        }
        if (directory.isPresent()) {
            found.addAll(fromDirectory(what, directory.get(), reader));
        }
        return found;
    }

    private static <T> List<T> fromFile(String what, String file, Reader<T> reader) throws SourceException {
        try {
            return required(what, file, reader.read(PemFile.read(Path.of(file))));
        } catch (IOException | GeneralSecurityException e) {
            throw unusable(what, file, e.toString());
        }
    }

    private static <T> List<T> fromDirectory(String what, String directory, Reader<T> reader) throws SourceException {
        List<T> found = new ArrayList<>();
        try {
            for (PemFile file : PemFile.readAll(Path.of(directory))) {
                found.addAll(reader.read(file));
            }
        } catch (IOException | GeneralSecurityException e) {
            throw unusable(what, directory, e.toString());
        }
        return required(what, directory, found);
    }

    private static <T> List<T> required(String what, String path, List<T> found) throws SourceException {
        if (found.isEmpty()) {
            throw unusable(what, path, "none in it");
        }
        return found;
    }

    private static SourceException unusable(String what, String path, String problem) {
        return SourceErrors.tls("Unable to get " + what + " from '" + path + "': " + problem);
    }

    /** Extended, because Java adds checks of its own to a plain X509TrustManager. */
    private static final class TrustAnyone extends X509ExtendedTrustManager {
        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
