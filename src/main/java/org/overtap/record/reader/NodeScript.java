package org.overtap.record.reader;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.overtap.record.RecordException;
import org.overtap.record.RecordFiles;
import org.overtap.shell.Command;
import org.overtap.shell.CommandResult;
import org.overtap.shell.ShellException;

/** A built-in script that prints flow files where they are: it is given the folder, the pattern and since when. */
final class NodeScript {
    /** What is asked of a running overlay is the records of some minutes; everything that was stored may be days. */
    private static final Duration READING_SOME = Duration.ofMinutes(10);

    private static final Duration READING_ALL = Duration.ofHours(12);

    private final String name;
    private final RecordFiles files;

    NodeScript(String name, RecordFiles files) {
        this.name = name;
        this.files = files;
    }

    private interface Run {
        CommandResult reply(Command command) throws ShellException;
    }

    /**
     * Hands on what it prints as it comes, from another thread. What the sink throws by itself, as of what it hands on
     * to, is passed on.
     */
    void copy(OutputStream sink, String... more) throws RecordException {
        try (ReadAhead ahead = new ReadAhead(sink)) {
            run(command -> files.shell().copy(command, ahead), more);
        }
    }

    /** Hands on what it prints line by line. */
    void stream(Consumer<String> lines, String... more) throws RecordException {
        run(command -> files.shell().stream(command, lines), more);
    }

    private void run(Run run, String... more) throws RecordException {
        List<String> arguments = new ArrayList<>(List.of(
                files.folder(),
                files.pattern(),
                String.valueOf(files.closedSince().orElse(0))));
        arguments.addAll(List.of(more));
        Duration limit = files.closedSince().isPresent() ? READING_SOME : READING_ALL;
        try {
            CommandResult reply = run.reply(
                    Command.script(text(), arguments.toArray(String[]::new)).within(limit));
            if (!reply.ok()) {
                throw new RecordException("node " + files.shell().node() + " cannot read the flow files in "
                        + files.folder() + ": " + reply.errorText());
            }
        } catch (ShellException e) {
            throw new RecordException(e.getMessage(), e);
        }
    }

    private String text() {
        try (InputStream in = NodeScript.class.getResourceAsStream("/record/" + name + ".sh")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("built-in script " + name, e);
        }
    }
}
