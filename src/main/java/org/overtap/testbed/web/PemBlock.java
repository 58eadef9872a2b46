package org.overtap.testbed.web;

import java.nio.file.Path;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.overtap.testbed.TestbedException;

/**
 * One block of a PEM file.
 *
 * @param label what it is, {@code RSA PRIVATE KEY}
 * @param headers lines like {@code DEK-Info: DES-EDE3-CBC,0123}
 * @param der its content
 */
public record PemBlock(String label, Map<String, String> headers, byte[] der) {
    static PemBlock parse(String label, String body, Path path) throws TestbedException {
        Map<String, String> headers = new LinkedHashMap<>();
        StringBuilder base64 = new StringBuilder();
        for (String line : body.lines().toList()) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                headers.put(
                        line.substring(0, colon).strip(),
                        line.substring(colon + 1).strip());
            } else {
                base64.append(line.strip());
            }
        }
        try {
            return new PemBlock(label, headers, Base64.getDecoder().decode(base64.toString()));
        } catch (IllegalArgumentException e) {
            throw new TestbedException(path + ": damaged " + label + " block: " + e.getMessage(), e);
        }
    }
}
