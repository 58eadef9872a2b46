package org.overtap.verify;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.overtap.shell.Command;

/** The POSIX shell scripts that run on nodes, from {@code src/main/resources/verify}. */
final class VerifyScripts {
    private VerifyScripts() {}

    static Command named(String name, String... args) {
        try (InputStream in = VerifyScripts.class.getResourceAsStream("/verify/" + name + ".sh")) {
            return Command.script(new String(in.readAllBytes(), StandardCharsets.UTF_8), args);
        } catch (IOException e) {
            throw new UncheckedIOException("built-in script " + name, e);
        }
    }
}
