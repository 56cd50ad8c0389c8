package io.github.jdbcreplica.binlog;

import io.github.jdbcreplica.event.SourceEndpoint.Tls;
import io.github.jdbcreplica.event.SourceException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;

/** Which versions and ciphers we offer, and whether the certificate must name the host. */
final class TlsSettings {
    private static final List<String> VERSIONS = List.of("TLSv1.3", "TLSv1.2");

    private TlsSettings() {}

    static SSLParameters parameters(Tls tls, SSLContext context) throws SourceException {
        SSLParameters parameters = context.getDefaultSSLParameters();
        parameters.setProtocols(versions(tls.tlsVersion()));
        parameters.setCipherSuites(ciphers(tls, context));
        if (tls.verifyServerCert()) {
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
        }
        return parameters;
    }

    private static String[] versions(Optional<String> configured) throws SourceException {
        List<String> versions = configured
                .filter(list -> !list.isBlank())
                .map(list -> split(list, ","))
                .orElse(VERSIONS);
        if (!VERSIONS.containsAll(versions)) {
            throw SourceErrors.tls("TLS version is invalid");
        }
        return versions.toArray(String[]::new);
    }

    /** Each of the two lists replaces the defaults of its own TLS version only, as with OpenSSL. */
    private static String[] ciphers(Tls tls, SSLContext context) throws SourceException {
        List<String> chosen = new ArrayList<>();
        List<String> defaults = Arrays.asList(context.getDefaultSSLParameters().getCipherSuites());
        chosen.addAll(orDefaults(tls.tlsCiphersuites(), defaults.stream().filter(CipherNames::isTls13)));
        chosen.addAll(orDefaults(tls.cipher(), defaults.stream().filter(name -> !CipherNames.isTls13(name))));
        Set<String> supported = Set.of(context.getSupportedSSLParameters().getCipherSuites());
        for (String cipher : chosen) {
            if (!supported.contains(cipher)) {
                throw SourceErrors.tls(
                        "Failed to set ciphers to use: " + cipher + " is not known to this Java runtime");
            }
        }
        return chosen.toArray(String[]::new);
    }

    private static List<String> orDefaults(Optional<String> configured, Stream<String> defaults) {
        return configured
                .filter(list -> !list.isBlank())
                .map(list -> split(list, ":").stream().map(CipherNames::jsse).toList())
                .orElseGet(defaults::toList);
    }

    private static List<String> split(String list, String separator) {
        return Stream.of(list.split(separator))
                .map(String::strip)
                .filter(item -> !item.isEmpty())
                .toList();
    }
}
