package org.overtap.shell;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Passes everything on to another shell and notes what it answered. What must stay secret must not be run through it.
 */
public final class RecordingShell implements Shell {
    private final Shell inner;
    private final Recording recording;

    public RecordingShell(Shell inner, Recording recording) {
        this.inner = inner;
        this.recording = recording;
    }

    @Override
    public String node() {
        return inner.node();
    }

    @Override
    public CommandResult run(Command command) throws ShellException {
        CommandResult reply = inner.run(command);
        recording.add(Exchange.of(node(), command, reply));
        return reply;
    }

    @Override
    public void download(String remote, Path folder) throws ShellException {
        try {
            Path apart = Files.createTempDirectory("overtap-download");
            inner.download(remote, apart);
            recording.add(Exchange.download(node(), remote, contents(apart)));
        } catch (IOException e) {
            throw new ShellException(node(), "cannot record the download of " + remote + ": " + e.getMessage(), e);
        }
        inner.download(remote, folder);
    }

    @Override
    public void close() {
        inner.close();
    }

    private static Map<String, String> contents(Path folder) throws IOException {
        Map<String, String> contents = new TreeMap<>();
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path file : paths.filter(Files::isRegularFile).toList()) {
                String bytes = Base64.getEncoder().encodeToString(Files.readAllBytes(file));
                contents.put(folder.relativize(file).toString(), bytes);
            }
        }
        return contents;
    }
}
