package org.overtap.cli.typed;

import java.net.URISyntaxException;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.Optional;
import org.overtap.shell.LocalPrograms;
import org.overtap.shell.ShellQuote;

/** How this program is started from where the user is: what a command begins with that he can paste there. */
public final class TypedProgram {
    private static final String NAME = "overtap";
    /** Where the launcher says how it was called. */
    private static final String LAUNCHER = "overtap.launcher";
    /** Where who starts this program for another says what the user types for that, as a shell takes it. */
    private static final String TYPED = "overtap.typed";

    private TypedProgram() {}

    /** It, as a shell takes it. */
    public static String here() {
        return of(System.getProperty(TYPED, ""), System.getProperty(LAUNCHER, ""), LocalPrograms.has(NAME), jar());
    }

    static String of(String typed, String launcher, boolean onPath, Optional<Path> jar) {
        if (!typed.isEmpty()) {
            return typed;
        }
        if (onPath || launcher.isEmpty() && jar.isEmpty()) {
            return NAME;
        }
        return launcher.isEmpty()
                ? "java -jar " + ShellQuote.word(jar.orElseThrow().toString())
                : ShellQuote.word(launcher);
    }

    /** The option that makes a process of this program say that its user types that for it. */
    public static String option(String typed) {
        return "-D" + TYPED + "=" + typed;
    }

    /** The jar that runs, if it is one. */
    public static Optional<Path> jar() {
        CodeSource source = TypedProgram.class.getProtectionDomain().getCodeSource();
        try {
            return source == null
                    ? Optional.empty()
                    : Optional.of(Path.of(source.getLocation().toURI())).filter(Files::isRegularFile);
        } catch (URISyntaxException | FileSystemNotFoundException e) {
            return Optional.empty();
        }
    }
}
