package org.overtap.cli.lab;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** A process whose messages are passed on while it runs. */
final class ChildProcess {
    private ChildProcess() {}

    /**
     * How it ended.
     *
     * @param status exit code
     * @param out its standard output
     */
    record Ended(int status, String out) {}

    /**
     * Runs the words; what they print to stderr goes to {@code err} as it comes, each line behind a margin.
     *
     * @param hearer hears these lines, too
     */
    static Ended run(List<String> words, Map<String, String> environment, PrintWriter err, Consumer<String> hearer)
            throws IOException {
        ProcessBuilder builder = new ProcessBuilder(words);
        builder.environment().putAll(environment);
        Process process = builder.start();
        process.getOutputStream().close();
        Thread relay = new Thread(() -> relay(process.getErrorStream(), err, hearer));
        relay.start();
        try {
            String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int status = process.waitFor();
            relay.join();
            return new Ended(status, out);
        } catch (InterruptedException e) {
            process.destroy();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private static void relay(InputStream from, PrintWriter err, Consumer<String> hearer) {
        try (var lines = new java.io.BufferedReader(new java.io.InputStreamReader(from, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                err.println("    " + line);
                err.flush();
                hearer.accept(line);
            }
        } catch (IOException e) {
            err.println("    (its messages broke off: " + e.getMessage() + ")");
        }
    }
}
