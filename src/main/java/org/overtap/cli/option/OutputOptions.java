package org.overtap.cli.option;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import org.overtap.report.Printers;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** How a result is written: human text by default, another format on request, or a document to a file. */
@HelpGroup(HelpGroup.Heading.OUTPUT)
public final class OutputOptions {
    @Mixin
    private final FormatOptions format;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    private Path file;

    /** Options for a command that has one of those results. */
    public OutputOptions(Class<?>... results) {
        this.format = new FormatOptions(results);
    }

    @Option(
            names = {"-o", "--out"},
            paramLabel = "FILE",
            description = "write the document (JSON) to FILE; stdout keeps the human summary")
    private void out(Path wanted) {
        file = wanted == null ? null : ResultFile.writable(spec, wanted);
    }

    /** See {@link FormatOptions#requirePrintable}. */
    public void requirePrintable(Class<?> result) {
        format.requirePrintable(result);
    }

    /** Makes sure that the result does not overwrite what it is made of, before any work is done for it. */
    public void requireApart(String source) throws IOException {
        if (file != null) {
            ResultFile.requireApart(file, Path.of(source));
        }
    }

    /** Prints one result of many, each below the one before, and says whether anybody reads on. */
    public <T> boolean append(PrintWriter out, T result) throws IOException {
        format.print(result, out);
        return !out.checkError();
    }

    /** Makes sure that such results can be printed one below the other, before any work is done for them. */
    public void requireAppendable(Class<?> result) {
        if (file != null) {
            throw new UsageException(
                    "what goes on is printed as it comes: leave out -o, and send stdout where you want it");
        }
        format.requirePrintable(result);
    }

    /** Writes the result where it is to go, and the drawings that were asked for. */
    public <T> void write(PrintWriter out, T result) throws IOException {
        if (file == null) {
            format.print(result, out);
            return;
        }
        try {
            format.draw(result);
            ResultFile.write(file, FormatOptions.printer(result, format.inFiles()), result);
        } finally {
            PrintWriter shown = format.forPeople(out);
            FormatOptions.printer(result, Printers.DEFAULT).print(result, shown);
            shown.flush();
        }
    }
}
