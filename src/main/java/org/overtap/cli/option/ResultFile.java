package org.overtap.cli.option;

import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.overtap.report.Printer;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** A file that a result is written to. */
final class ResultFile {
    private ResultFile() {}

    /** Told before any work is done: a result that has no place to go would be lost at the end of it. */
    static Path writable(CommandSpec command, Path wanted) {
        if (Files.isDirectory(wanted)) {
            throw new ParameterException(command.commandLine(), "cannot write " + wanted + ": it is a folder");
        }
        if (!Files.isDirectory(wanted.toAbsolutePath().getParent())) {
            throw new ParameterException(command.commandLine(), "cannot write " + wanted + ": no such folder");
        }
        return wanted;
    }

    /**
     * Writes the result so that a reader sees the old file or the new one, never a half. A symbolic link stays one, and a
     * device or a pipe is written to.
     */
    static <T> void write(Path file, Printer<T> printer, T result) throws IOException {
        try {
            if (Files.exists(file) && !Files.isRegularFile(file)) {
                write(Files.newBufferedWriter(file, StandardCharsets.UTF_8, StandardOpenOption.WRITE), printer, result);
                return;
            }
            Path absolute = Files.exists(file) ? file.toRealPath() : file.toAbsolutePath();
            Path draft = absolute.resolveSibling("." + absolute.getFileName() + ".part");
            write(Files.newBufferedWriter(draft, StandardCharsets.UTF_8), printer, result);
            Files.move(draft, absolute, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            String reason = e instanceof NoSuchFileException ? "no such folder" : e.getMessage();
            throw new IOException("cannot write " + file + ": " + reason, e);
        }
    }

    private static <T> void write(Writer to, Printer<T> printer, T result) throws IOException {
        try (to) {
            printer.print(result, to);
        }
    }
}
