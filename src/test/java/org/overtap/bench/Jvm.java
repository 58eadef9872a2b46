package org.overtap.bench;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A JVM of its own with the bench's class path. */
final class Jvm {
    private Jvm() {}

    /**
     * How it ended.
     *
     * @param good whether its exit code was 0
     * @param seconds from before its start to after its end
     * @param lines what it printed
     */
    record Ended(boolean good, double seconds, List<String> lines) {}

    /** Runs the class's main method, and ends it when the seconds are over. Flags are separated by blanks. */
    static Ended run(long seconds, String flags, String mainClass, List<String> arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(flags.split(" ")));
        command.addAll(List.of("-cp", classPath(), mainClass));
        command.addAll(arguments);
        long start = System.nanoTime();
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        Thread watchdog = new Thread(() -> endAfter(process, seconds));
        watchdog.setDaemon(true);
        watchdog.start();
        List<String> lines = linesOf(process);
        boolean good = process.waitFor() == 0;
        return new Ended(good, (System.nanoTime() - start) / 1e9, lines);
    }

    /** The bench's own, and the folders of what only some profiles compile. */
    private static String classPath() {
        return Stream.of("java.class.path", "bench.classes")
                .map(property -> System.getProperty(property, ""))
                .filter(path -> !path.isEmpty())
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static void endAfter(Process process, long seconds) {
        try {
            if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static List<String> linesOf(Process process) throws IOException {
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            return out.lines().toList();
        }
    }
}
