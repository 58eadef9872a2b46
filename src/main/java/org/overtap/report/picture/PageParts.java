package org.overtap.report.picture;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** The style sheets and the script of the page. */
final class PageParts {
    private PageParts() {}

    static String text(String name) {
        try (InputStream in = PageParts.class.getResourceAsStream("/picture/" + name)) {
            // No line of them continues a text, so that what they are indented by says nothing.
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).replaceAll("(?m)^ +", "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The source by which a content security policy knows that text. */
    static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
