package org.overtap.lab.net;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Keys and certificates of a lab: an authority of its own, the boss's certificate, the client's in the two forms a
 * testbed hands out (plain and encrypted), and the key for logging in.
 */
public final class Credentials {
    /** Opens the encrypted client certificate. */
    public static final String PASSPHRASE = "overtap";

    /** Opens the boss's key store, which only root can read. */
    public static final String STORE_PASSWORD = "changeit";

    private final Path keys;
    private final LabFolder folder;

    public Credentials(LabFolder folder) {
        this.folder = folder;
        this.keys = folder.keys();
    }

    /** The boss's own key and certificate, and the authority's. */
    public Path bossStore() {
        return keys.resolve("boss.p12");
    }

    /** Makes all of them. The client's certificate is in the name of the user. */
    public void make(String user, List<String> bossAddresses) throws LabException, IOException {
        Files.createDirectories(keys);
        HostCommand.run(
                "ssh-keygen",
                "-q",
                "-t",
                "ed25519",
                "-N",
                "",
                "-C",
                user,
                "-f",
                folder.sshKey().toString());
        authority();
        boss(bossAddresses);
        client(user);
    }

    private void authority() throws LabException {
        openssl(
                "req",
                "-x509",
                "-newkey",
                "rsa:2048",
                "-nodes",
                "-days",
                "3650",
                "-keyout",
                "ca.key",
                "-out",
                "ca.pem",
                "-subj",
                "/C=US/ST=Utah/L=Lab/O=Overtap lab/OU=Certificate Authority/CN=boss.lab");
    }

    private void boss(List<String> addresses) throws LabException, IOException {
        StringBuilder names = new StringBuilder("subjectAltName=DNS:boss.lab");
        addresses.forEach(address -> names.append(",IP:").append(address));
        Files.writeString(keys.resolve("boss.ext"), names + "\n");
        openssl(
                "req",
                "-newkey",
                "rsa:2048",
                "-nodes",
                "-keyout",
                "boss.key",
                "-out",
                "boss.csr",
                "-subj",
                "/C=US/ST=Utah/L=Lab/O=Overtap lab/OU=boss/CN=boss.lab");
        sign("boss.csr", "boss.pem", "2", "-extfile", "boss.ext");
        openssl(
                "pkcs12",
                "-export",
                "-inkey",
                "boss.key",
                "-in",
                "boss.pem",
                "-certfile",
                "ca.pem",
                "-out",
                "boss.p12",
                "-passout",
                "pass:" + STORE_PASSWORD);
    }

    private void client(String user) throws LabException, IOException {
        openssl(
                "req",
                "-newkey",
                "rsa:2048",
                "-nodes",
                "-keyout",
                "client.key8",
                "-out",
                "client.csr",
                "-subj",
                "/C=US/ST=Utah/L=Lab/O=Overtap lab/OU=sslxmlrpc/CN=" + user + "/emailAddress=" + user + "@lab");
        sign("client.csr", "client.pem", "3");
        openssl("rsa", "-in", "client.key8", "-traditional", "-out", "client.key");
        openssl(
                "rsa",
                "-in",
                "client.key8",
                "-traditional",
                "-des3",
                "-passout",
                "pass:" + PASSPHRASE,
                "-out",
                "client.key3");
        join("emulab.pem", "client.key", "client.pem");
        join("encrypted.pem", "client.key3", "client.pem");
    }

    private void sign(String request, String certificate, String serial, String... more) throws LabException {
        List<String> argv = new ArrayList<>(List.of(
                "x509",
                "-req",
                "-in",
                request,
                "-CA",
                "ca.pem",
                "-CAkey",
                "ca.key",
                "-set_serial",
                serial,
                "-days",
                "3650",
                "-out",
                certificate));
        argv.addAll(List.of(more));
        openssl(argv.toArray(String[]::new));
    }

    private void join(String whole, String key, String certificate) throws IOException {
        Path file = Files.createFile(
                keys.resolve(whole),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, Files.readString(keys.resolve(key)) + Files.readString(keys.resolve(certificate)));
    }

    private void openssl(String... words) throws LabException {
        HostCommand.runWith(
                "",
                Stream.concat(
                                Stream.of(
                                        "sh",
                                        "-c",
                                        "umask 077; cd \"$1\"; shift; exec openssl \"$@\"",
                                        "sh",
                                        keys.toString()),
                                Arrays.stream(words))
                        .toList());
    }
}
