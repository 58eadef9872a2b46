package org.overtap.report.format;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.Writer;
import java.util.function.Function;
import org.overtap.topology.file.JsonDocument;

/**
 * Writes one JSON document with a {@code schema} field, piece by piece where it is too large to hold.
 *
 * @param document the document of a result
 */
public record JsonPrinter<T>(Class<T> prints, String noun, Function<T, JsonDocument.Streamed> document)
        implements Printer<T> {
    public static final String FORMAT = "json";

    /** For a result whose document can be held. */
    public static <T> JsonPrinter<T> whole(Class<T> prints, String noun, Function<T, JsonNode> tree) {
        return new JsonPrinter<>(prints, noun, result -> json -> json.writeTree(tree.apply(result)));
    }

    @Override
    public String format() {
        return FORMAT;
    }

    @Override
    public void print(T result, Writer to) throws IOException {
        JsonDocument.write(to, document.apply(result));
    }
}
