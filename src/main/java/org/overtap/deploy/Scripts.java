package org.overtap.deploy;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.overtap.shell.Command;

/** The POSIX shell scripts that run on nodes, from {@code src/main/resources/deploy}. */
public final class Scripts {
    private Scripts() {}

    /** The script as a command; the arguments reach it as its positional parameters. */
    public static Command named(String name, String... args) {
        return Command.script(text("alive") + text(name), args);
    }

    private static String text(String name) {
        try (InputStream in = Scripts.class.getResourceAsStream("/deploy/" + name + ".sh")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("built-in script " + name, e);
        }
    }
}
