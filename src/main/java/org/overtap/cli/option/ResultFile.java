package org.overtap.cli.option;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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

    /**
     * What a result is made of is not overwritten by it.
     *
     * @throws UsageException if that file is the source, or in a source's folder the topology that is read there
     */
    public static void requireApart(Path wanted, Path source) throws IOException {
        for (Path read : List.of(source, source.resolve("topology.json"))) {
            if (Files.exists(wanted) && Files.exists(read) && Files.isSameFile(wanted, read)) {
                throw overwrites(wanted, read);
            }
        }
    }

    /** What to say where a result would overwrite what it is made of. */
    public static UsageException overwrites(Path wanted, Path read) {
        return new UsageException(
                "cannot write " + wanted + ": it would overwrite " + read + ", which is read: give another name");
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
