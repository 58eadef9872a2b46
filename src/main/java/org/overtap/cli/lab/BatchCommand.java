package org.overtap.cli.lab;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.ObjectWriter;
import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.Callable;
import org.overtap.cli.option.ExitCode;
import org.overtap.topology.file.JsonDocument;
import picocli.CommandLine.Command;

/**
 * {@code overtap batch}: commands that follow each other, in one process, which a virtual machine's start need not be paid
 * for each. A line of standard input is a JSON array, the words of one command. Each answer is lines of JSON on standard
 * output: {@code {"err": TEXT}} as it is said, and at the end {@code {"code": N, "out": TEXT}}. It ends with its input.
 */
@Command(
        name = "batch",
        hidden = true,
        mixinStandardHelpOptions = true,
        description = "Run commands read from standard input, one JSON array of words a line, in one process.")
public final class BatchCommand implements Callable<Integer> {
    private static final ObjectWriter LINE =
            JsonDocument.mapper().writer().with(JsonWriteFeature.ESCAPE_NON_ASCII.mappedFeature());

    private final CommandRunner runner;

    /** What runs one command line and returns its exit code. */
    @FunctionalInterface
    public interface CommandRunner {
        int run(String[] words, PrintWriter out, PrintWriter err);
    }

    /**
     * @param runner runs each of the commands
     */
    public BatchCommand(CommandRunner runner) {
        this.runner = runner;
    }

    @Override
    public Integer call() throws IOException {
        // Not by way of what shows text on a terminal: this is read by a program.
        PrintWriter to = new PrintWriter(new FileOutputStream(FileDescriptor.out), false, StandardCharsets.US_ASCII);
        BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            String[] words = JsonDocument.mapper().readValue(line, String[].class);
            StringWriter out = new StringWriter();
            int code = runner.run(words, new PrintWriter(out), new PrintWriter(new Said(to), true));
            tell(to, Map.of("code", code, "out", out.toString()));
        }
        return ExitCode.DONE;
    }

    private static void tell(PrintWriter to, Map<String, Object> answer) {
        try {
            String line = LINE.writeValueAsString(answer);
            synchronized (to) {
                to.println(line);
                to.flush();
            }
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a text is no JSON", e);
        }
    }

    /** Passes on what is said, as it is said. */
    private static final class Said extends Writer {
        private final PrintWriter to;
        private final StringBuilder pending = new StringBuilder();

        Said(PrintWriter to) {
            this.to = to;
        }

        @Override
        public synchronized void write(char[] text, int offset, int length) {
            pending.append(text, offset, length);
        }

        @Override
        public synchronized void flush() {
            if (!pending.isEmpty()) {
                tell(to, Map.of("err", pending.toString()));
                pending.setLength(0);
            }
        }

        @Override
        public void close() {
            flush();
        }
    }
}
