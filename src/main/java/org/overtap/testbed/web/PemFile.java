package org.overtap.testbed.web;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.overtap.testbed.InvalidSettingException;
import org.overtap.testbed.TestbedException;
import org.overtap.topology.file.InputFile;

/**
 * A PEM file: certificates, and perhaps the private key of the first of them.
 *
 * @param path where it was read
 * @param certificates in the file's order; at least one
 * @param keyBlock the private key as it stands in the file
 */
public record PemFile(Path path, List<X509Certificate> certificates, Optional<PemBlock> keyBlock) {
    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----\\R(.*?)-----END \\1-----", Pattern.DOTALL);
    private static final long LARGEST = 1 << 20;

    public static PemFile read(Path path) throws TestbedException {
        List<X509Certificate> certificates = new ArrayList<>();
        PemBlock key = null;
        Matcher blocks = BLOCK.matcher(text(path));
        while (blocks.find()) {
            PemBlock block = PemBlock.parse(blocks.group(1), blocks.group(2), path);
            if (block.label().endsWith("CERTIFICATE")) {
                certificates.add(certificate(block, path));
            } else if (block.label().endsWith("PRIVATE KEY") && key == null) {
                key = block;
            }
        }
        if (certificates.isEmpty()) {
            throw new TestbedException(path + ": no certificate in it (a PEM file with BEGIN CERTIFICATE is needed)");
        }
        return new PemFile(path, List.copyOf(certificates), Optional.ofNullable(key));
    }

    /** The private key, opened with the passphrase if it is encrypted. */
    public PrivateKey key(Optional<String> passphrase) throws TestbedException {
        PemBlock block = keyBlock.orElseThrow(() -> new TestbedException(
                path + ": no private key in it (key and certificate are expected in the same file)"));
        return PemKey.open(block, passphrase, path);
    }

    private static String text(Path path) throws TestbedException {
        try {
            return InputFile.text(path, LARGEST, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new InvalidSettingException(path + ": " + InputFile.reason(e));
        }
    }

    private static X509Certificate certificate(PemBlock block, Path path) throws TestbedException {
        try {
            return (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(block.der()));
        } catch (CertificateException e) {
            throw new TestbedException(path + ": damaged certificate: " + e.getMessage(), e);
        }
    }
}
