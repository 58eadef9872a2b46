package org.overtap.cli.option;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.overtap.report.format.Printer;
import org.overtap.topology.file.WholeFile;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** A file that a result is written to. */
public final class ResultFile {
    private ResultFile() {}

    /** Told before any work is done: a result that has no place to go would be lost at the end of it. */
    public static Path writable(CommandSpec command, Path wanted) {
        if (Files.isDirectory(wanted)) {
            throw new ParameterException(command.commandLine(), "cannot write " + wanted + ": it is a folder");
        }
        if (!Files.isDirectory(wanted.toAbsolutePath().getParent())) {
            throw new ParameterException(command.commandLine(), "cannot write " + wanted + ": no such folder");
        }
        return wanted;
    }

    /** Writes the result, whole or not at all. */
    public static <T> void write(Path file, Printer<T> printer, T result) throws IOException {
        try {
            WholeFile.write(file, out -> printer.print(result, out));
        } catch (IOException e) {
            throw new IOException("cannot write " + file + ": " + WholeFile.reason(e), e);
        }
    }
}
