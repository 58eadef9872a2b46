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
 */
public record Command(List<String> argv, byte[] input, Duration timeout) {
    private static final Duration USUAL = Duration.ofSeconds(30);

    public Command {
        argv = List.copyOf(argv);
        if (argv.isEmpty()) {
            throw new IllegalArgumentException("a command needs a program");
        }
        input = input.clone();
    }

    /** A command with no input and 30 s to finish. */
    public static Command of(String... argv) {
        return new Command(List.of(argv), new byte[0], USUAL);
    }

    /** A POSIX shell script, which sees the arguments as {@code $1}, {@code $2} and so on, never as part of its text. */
    public static Command script(String script, String... args) {
        List<String> argv = new ArrayList<>(List.of("sh", "-c", script, "sh"));
        argv.addAll(List.of(args));
        return new Command(argv, new byte[0], USUAL);
    }

    /** The same as root, by {@code sudo -n}: it fails at once where a password would be asked. */
    public Command asRoot() {
        List<String> words = new ArrayList<>(List.of("sudo", "-n", "--"));
        words.addAll(argv);
        return new Command(words, input, timeout);
    }

    public Command withInput(byte[] bytes) {
        return new Command(argv, bytes, timeout);
    }

    public Command within(Duration limit) {
        return new Command(argv, input, limit);
    }

    /** The command as one line that a POSIX shell reads back as exactly these words. */
    public String line() {
        return ShellQuote.line(argv);
    }
}
