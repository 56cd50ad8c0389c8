package io.github.jdbcreplica.binlog;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A certificate authority made with the openssl program: a server for localhost, clients with keys of several encodings, revocation lists with and without the server. */
final class Pki {
    private final Path directory;

    private Pki(Path directory) {
        this.directory = directory;
    }

    static void create(Path directory) throws IOException, InterruptedException {
        new Pki(directory).create();
    }

    private void create() throws IOException, InterruptedException {
        openssl("req -x509 -newkey rsa:2048 -nodes -keyout ca-key.pem -out ca.pem -subj /CN=TestCA -days 30");
        Files.writeString(directory.resolve("san"), "subjectAltName=DNS:localhost,IP:127.0.0.1\n");
        openssl("req -newkey rsa:2048 -nodes -keyout server-key.pem -out server.csr -subj /CN=server");
        openssl(
                "x509 -req -in server.csr -CA ca.pem -CAkey ca-key.pem -CAcreateserial -out server.pem -days 30 -extfile san");
        client("rsa-pkcs1", "genrsa -traditional -out rsa-pkcs1-key.pem 2048");
        client("ec-sec1", "ecparam -name prime256v1 -genkey -out ec-sec1-key.pem");
        client("ec-pkcs8", "genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out ec-pkcs8-key.pem");
        Files.writeString(directory.resolve("index"), "");
        Files.writeString(
                directory.resolve("ca.cnf"),
                "[ca]\ndefault_ca=test\n[test]\ndatabase=index\ndefault_md=sha256\ndefault_crl_days=30\n");
        String ca = " -config ca.cnf -cert ca.pem -keyfile ca-key.pem";
        openssl("ca -gencrl -out empty-crl.pem" + ca);
        openssl("ca -revoke server.pem" + ca);
        openssl("ca -gencrl -out crl.pem" + ca);
    }

    private void client(String name, String makeKey) throws IOException, InterruptedException {
        openssl(makeKey);
        openssl("req -new -key " + name + "-key.pem -out " + name + ".csr -subj /CN=" + name);
        openssl("x509 -req -in " + name + ".csr -CA ca.pem -CAkey ca-key.pem -CAcreateserial -out " + name
                + ".pem -days 30");
    }

    private void openssl(String arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("openssl"));
        command.addAll(List.of(arguments.split(" ")));
        Path log = directory.resolve("log");
        Process openssl = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        if (openssl.waitFor() != 0) {
            throw new IOException("openssl " + arguments + ": " + Files.readString(log));
        }
    }
}
