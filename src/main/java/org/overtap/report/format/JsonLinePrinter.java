package org.overtap.report.format;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.Writer;
import java.util.function.Function;
import org.overtap.topology.file.JsonDocument;

/**
 * Writes one JSON document with a {@code schema} field on one line, for results of which more follow.
 *
 * @param document the document of a result
 */
public record JsonLinePrinter<T>(Class<T> prints, String noun, Function<T, JsonNode> document) implements Printer<T> {
    @Override
    public String format() {
        return JsonPrinter.FORMAT;
    }

    @Override
    public void print(T result, Writer to) throws IOException {
        to.write(JsonDocument.mapper().writeValueAsString(document.apply(result)) + "\n");
        to.flush();
    }
}
