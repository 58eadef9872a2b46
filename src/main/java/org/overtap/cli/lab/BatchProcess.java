package org.overtap.cli.lab;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.overtap.topology.file.JsonDocument;

/** A process of {@link BatchCommand}: runs one command after another, each as a process of its own would. */
public final class BatchProcess implements AutoCloseable {
    private static final long LAST_SECONDS = 10;

    private final Process process;
    private final Writer to;
    private final BufferedReader from;

    private BatchProcess(Process process) {
        this.process = process;
        this.to = process.outputWriter(StandardCharsets.UTF_8);
        this.from = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    /**
     * How a command ended.
     *
     * @param status its exit code; the process's own, if that ended meanwhile
     * @param out its standard output
     */
    public record Ended(int status, String out) {}

    /**
     * Starts one.
     *
     * @param words what starts {@code overtap batch}
     * @param environment added to this process's own
     */
    public static BatchProcess start(List<String> words, Map<String, String> environment) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(words).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().putAll(environment);
        return new BatchProcess(builder.start());
    }

    /** Whether it takes commands. */
    public boolean isAlive() {
        return process.isAlive();
    }

    /**
     * Runs a command to its end.
     *
     * @param said hears what it prints to standard error, a piece of text at a time
     */
    public synchronized Ended run(List<String> words, Consumer<String> said) throws IOException {
        try {
            to.write(JsonDocument.mapper().writer().writeValueAsString(words));
            to.write('\n');
            to.flush();
        } catch (IOException e) {
            return died();
        }
        for (String line = from.readLine(); line != null; line = from.readLine()) {
            JsonNode answer = JsonDocument.mapper().readTree(line);
            if (answer.has("code")) {
                return new Ended(answer.path("code").asInt(), answer.path("out").asText());
            }
            said.accept(answer.path("err").asText());
        }
        return died();
    }

    private Ended died() throws IOException {
        try {
            return new Ended(process.waitFor(), "");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    /** Ends it at once; a command that it runs ends as by a signal. */
    public void destroy() {
        process.destroy();
    }

    /** Ends it when its command is done. */
    @Override
    public void close() throws IOException {
        try {
            to.close();
            if (!process.waitFor(LAST_SECONDS, TimeUnit.SECONDS)) {
                process.destroy();
            }
        } catch (InterruptedException e) {
            process.destroy();
            Thread.currentThread().interrupt();
        }
    }
}
