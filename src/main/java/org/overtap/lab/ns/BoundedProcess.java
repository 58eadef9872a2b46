package org.overtap.lab.ns;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Runs the interpreter on the files of a folder, with a bare environment and within bounds. */
final class BoundedProcess {
    private static final int MOST_OUTPUT = 1 << 20;
    /** Address space in KiB, files in blocks of 512 bytes; the shell only sets limits and becomes the interpreter. */
    private static final String LIMITS =
            "{ ulimit -c 0; ulimit -v 2097152; ulimit -f 1048576; } 2>/dev/null; exec \"$@\"";

    private BoundedProcess() {}

    /**
     * @param ended whether it came to an end by itself
     * @param status its exit status, -1 when it was stopped
     * @param printed standard output, cut when too long
     * @param diagnostics standard error, cut when too long
     */
    record Outcome(boolean ended, int status, String printed, String diagnostics) {}

    static Outcome run(String interpreter, Path folder, Duration time) throws IOException {
        Process process = start(locate(interpreter), folder);
        Capture printed = new Capture(process.getInputStream());
        Capture diagnostics = new Capture(process.getErrorStream());
        boolean ended = endsWithin(process, time);
        return new Outcome(ended, ended ? process.exitValue() : -1, printed.text(), diagnostics.text());
    }

    private static Process start(Path interpreter, Path folder) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                "/bin/sh",
                "-c",
                LIMITS,
                "sh",
                interpreter.toString(),
                "parse.tcl",
                "settings",
                "nsfile.ns",
                "rows",
                "failure");
        builder.directory(folder.toFile());
        builder.redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")));
        builder.environment().clear();
        builder.environment()
                .putAll(Map.of(
                        "PATH",
                        "/usr/local/bin:/usr/bin:/bin",
                        "LANG",
                        "C",
                        "HOME",
                        folder.toString(),
                        "TMPDIR",
                        folder.toString()));
        return builder.start();
    }

    private static boolean endsWithin(Process process, Duration time) {
        try {
            if (process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS)) {
                return true;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        List<ProcessHandle> children = process.descendants().toList();
        process.destroyForcibly();
        children.forEach(ProcessHandle::destroyForcibly);
        return false;
    }

    private static Path locate(String interpreter) {
        Optional<Path> found = interpreter.indexOf('/') >= 0
                ? Optional.of(Path.of(interpreter)).filter(Files::isExecutable)
                : onPath(interpreter);
        return found.orElseThrow(() -> new IllegalStateException(
                "ns scripts need " + interpreter + ", which is not installed: install the Debian package otcl-shells"));
    }

    private static Optional<Path> onPath(String name) {
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("/usr/bin:/bin");
        return Arrays.stream(path.split(":"))
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder, name))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** Drains a stream in the background and keeps its beginning. */
    private static final class Capture {
        private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
        private final Thread reader;

        Capture(InputStream in) {
            reader = new Thread(() -> drain(in), "ns-output");
            reader.setDaemon(true);
            reader.start();
        }

        private void drain(InputStream in) {
            byte[] buffer = new byte[8192];
            try (in) {
                for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                    keep(buffer, n);
                }
            } catch (IOException e) {
                // The process was stopped; what came so far is what there is.
            }
        }

        private synchronized void keep(byte[] buffer, int n) {
            kept.write(buffer, 0, Math.min(n, MOST_OUTPUT - kept.size()));
        }

        /** What came, once the stream ended; a child left behind by the script cannot hold this up for long. */
        String text() {
            try {
                reader.join(2000);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            synchronized (this) {
                String text = kept.toString(StandardCharsets.ISO_8859_1);
                return kept.size() < MOST_OUTPUT ? text : text + "\n(cut)\n";
            }
        }
    }
}
