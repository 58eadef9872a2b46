package org.overtap.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import org.overtap.topology.JsonDocument;
import picocli.CommandLine.Option;

/** How a result is written: human text by default, one JSON document on request, or the document to a file. */
final class OutputOptions {
    enum Format {
        TEXT,
        JSON
    }

    @Option(names = "--format", defaultValue = "text", description = "text or json (default: ${DEFAULT-VALUE})")
    private Format format;

    @Option(
            names = {"-o", "--out"},
            paramLabel = "FILE",
            description = "write the document (JSON) to FILE; stdout keeps the human summary")
    private Path file;

    /** Writes a result that has both forms. */
    void write(PrintWriter out, JsonNode document, String text) throws IOException {
        if (file != null) {
            try {
                JsonDocument.write(file, document);
            } catch (IOException e) {
                throw new IOException("cannot write " + file + ": " + reason(e), e);
            }
        }
        out.print(format == Format.JSON && file == null ? JsonDocument.text(document) : text);
        out.flush();
    }

    /** Whether stdout carries nothing but the document. */
    boolean documentOnly() {
        return format == Format.JSON && file == null;
    }

    private static String reason(IOException e) {
        return e instanceof java.nio.file.NoSuchFileException ? "no such folder" : e.getMessage();
    }
}
