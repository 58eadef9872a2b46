package org.overtap.cli.option;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.overtap.topology.JsonDocument;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** How a result is written: human text by default, one JSON document on request, or the document to a file. */
public final class OutputOptions {
    /** In which form stdout has a result. */
    public enum Format {
        TEXT,
        JSON
    }

    @Option(names = "--format", defaultValue = "text", description = "text or json (default: ${DEFAULT-VALUE})")
    private Format format;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    private Path file;

    /** Told before any work is done: a result that has no place to go would be lost at the end of it. */
    @Option(
            names = {"-o", "--out"},
            paramLabel = "FILE",
            description = "write the document (JSON) to FILE; stdout keeps the human summary")
    private void out(Path wanted) {
        if (wanted != null && Files.isDirectory(wanted)) {
            throw new ParameterException(spec.commandLine(), "cannot write " + wanted + ": it is a folder");
        }
        if (wanted != null && !Files.isDirectory(wanted.toAbsolutePath().getParent())) {
            throw new ParameterException(spec.commandLine(), "cannot write " + wanted + ": no such folder");
        }
        file = wanted;
    }

    /** Writes a result that has both forms. */
    public void write(PrintWriter out, JsonNode document, String text) throws IOException {
        write(out, () -> document, () -> text);
    }

    /** As {@link #write(PrintWriter, JsonNode, String)}, making only the forms that are asked for. */
    public void write(PrintWriter out, Supplier<JsonNode> document, Supplier<String> text) throws IOException {
        if (file != null) {
            try {
                JsonDocument.write(file, document.get());
            } catch (IOException e) {
                throw cannotWrite(e);
            }
        }
        out.print(documentOnly() ? JsonDocument.text(document.get()) : text.get());
        out.flush();
    }

    /** Writes a result whose document is too large to hold. */
    public void stream(PrintWriter out, JsonDocument.Streamed document, Supplier<String> text) throws IOException {
        if (documentOnly()) {
            JsonDocument.write(out, document);
            return;
        }
        if (file != null) {
            try {
                JsonDocument.write(file, document);
            } catch (IOException e) {
                throw cannotWrite(e);
            }
        }
        out.print(text.get());
        out.flush();
    }

    private IOException cannotWrite(IOException e) {
        return new IOException("cannot write " + file + ": " + reason(e), e);
    }

    /** Whether stdout carries nothing but the document. */
    private boolean documentOnly() {
        return format == Format.JSON && file == null;
    }

    private static String reason(IOException e) {
        return e instanceof java.nio.file.NoSuchFileException ? "no such folder" : e.getMessage();
    }
}
