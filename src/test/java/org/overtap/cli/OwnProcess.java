package org.overtap.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The program in a virtual machine of its own, started by a shell, for what a process alone shows. */
final class OwnProcess {
    private OwnProcess() {}

    /** How it ended. */
    record Ended(int code, String out, String err) {}

    /**
     * Runs it.
     *
     * @param folder where what it prints is put
     * @param script a shell's, in which {@code overtap}, a space behind it, stands for the program
     */
    static Ended run(Path folder, String flags, String script) throws IOException, InterruptedException {
        Process shell = start(folder, flags, script);
        if (!shell.waitFor(60, TimeUnit.SECONDS)) {
            shell.descendants().forEach(ProcessHandle::destroyForcibly);
            shell.destroyForcibly();
            throw new IOException("it did not end within 60 s");
        }
        return new Ended(shell.exitValue(), text(folder, "out"), text(folder, "err"));
    }

    static Process start(Path folder, String flags, String script) throws IOException {
        List<String> program = new ArrayList<>();
        program.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        program.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
        program.addAll(List.of(flags.split(" ")));
        program.add("-cp");
        program.add(System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
        program.add("org.overtap.cli.Main");
        String quoted =
                String.join(" ", program.stream().map(word -> "'" + word + "'").toList());
        return new ProcessBuilder("bash", "-c", script.replace("overtap ", quoted + " "))
                .redirectOutput(folder.resolve("out").toFile())
                .redirectError(folder.resolve("err").toFile())
                .start();
    }

    static String text(Path folder, String name) throws IOException {
        return Files.readString(folder.resolve(name), StandardCharsets.UTF_8);
    }
}
