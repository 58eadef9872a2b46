package org.overtap.cli;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Lets {@code overtap} stand for this very program where no program of that name is on the PATH. */
final class OwnProgram {
    private OwnProgram() {}

    static List<String> orItself(List<String> command) {
        if (!command.get(0).equals("overtap") || isOnPath("overtap")) {
            return command;
        }
        List<String> words = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
        words.addAll(command.subList(1, command.size()));
        return words;
    }

    private static boolean isOnPath(String program) {
        return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }
}
