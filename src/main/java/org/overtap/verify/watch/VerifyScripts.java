package org.overtap.verify.watch;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The scripts that run on nodes, from {@code src/main/resources/verify}. */
public final class VerifyScripts {
    private VerifyScripts() {}

    /** The script of that file name. */
    public static String text(String name) {
        try (InputStream in = VerifyScripts.class.getResourceAsStream("/verify/" + name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("built-in script " + name, e);
        }
    }
}
