package org.overtap.shell;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What to run on a node.
 *
 * @param argv program and arguments, each one word however odd its characters
 * @param input bytes for its standard input; empty for none
 * @param timeout how long it may take before it is given up
 * @param root whether it needs root; how that is had is the node's to tell ({@link Privilege})
 */
public record Command(List<String> argv, byte[] input, Duration timeout, boolean root) {
    private static final Duration DEFAULT_TIME = Duration.ofSeconds(30);

    public Command {
        argv = List.copyOf(argv);
        if (argv.isEmpty()) {
            throw new IllegalArgumentException("a command needs a program");
        }
        input = input.clone();
    }

    /** A command that runs as the login user. */
    public Command(List<String> argv, byte[] input, Duration timeout) {
        this(argv, input, timeout, false);
    }

    /** A command with no input and 30 s to finish. */
    public static Command of(String... argv) {
        return new Command(List.of(argv), new byte[0], DEFAULT_TIME);
    }

    /**
     * A POSIX shell script, which sees the arguments as {@code $1}, {@code $2} and so on, never as part of its text.
     */
    public static Command script(String script, String... args) {
        List<String> argv = new ArrayList<>(List.of("sh", "-c", script, "sh"));
        argv.addAll(List.of(args));
        return new Command(argv, new byte[0], DEFAULT_TIME);
    }

    /** The same as root. */
    public Command asRoot() {
        return new Command(argv, input, timeout, true);
    }

    public Command withInput(byte[] bytes) {
        return new Command(argv, bytes, timeout, root);
    }

    public Command within(Duration limit) {
        return new Command(argv, input, limit, root);
    }

    /**
     * The command as one line that a POSIX shell reads back as exactly these words.
     *
     * @throws IllegalStateException if it needs root and nobody has said how that is had
     */
    public String line() {
        if (root) {
            throw new IllegalStateException("no shell that knows how root is had: " + ShellQuote.line(argv));
        }
        return ShellQuote.line(argv);
    }
}
