package org.overtap.cli.lab;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.overtap.cli.typed.TypedProgram;
import org.overtap.shell.LocalPrograms;
import org.overtap.shell.ShellQuote;

/**
 * This very program, to be started again in a process of its own.
 *
 * @param main the class that it starts with
 */
public record SelfLauncher(Class<?> main) {

    /** The words that start it with those arguments. */
    List<String> with(List<String> arguments, String... options) {
        List<String> words = new ArrayList<>();
        words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        words.addAll(List.of(options));
        words.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        words.addAll(arguments);
        return words;
    }

    /** The words that start a {@link BatchCommand}, fast: by what was archived of its classes beside the jar. */
    List<String> batch() {
        return with(
                List.of("batch"),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-XX:-UsePerfData",
                "-Xlog:disable",
                "-XX:SharedArchiveFile=" + archive());
    }

    /** Where such an archive lies, if one was made; a virtual machine that it does not fit goes without. */
    private static String archive() {
        return System.getProperty("java.class.path").replaceFirst("\\.jar$", "") + ".jsa";
    }

    /** What the user types for this program in that lab, as a shell takes it. */
    static String inLab(String lab) {
        return TypedProgram.here() + " lab exec " + ShellQuote.word(lab) + " -- overtap";
    }

    /** The command in that lab; where {@code overtap} is no program on the PATH, it stands for this one. */
    List<String> orItself(List<String> command, String lab) {
        return command.get(0).equals("overtap") && !LocalPrograms.has("overtap")
                ? with(command.subList(1, command.size()), TypedProgram.option(inLab(lab)))
                : command;
    }
}
