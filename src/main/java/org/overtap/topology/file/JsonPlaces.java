package org.overtap.topology.file;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.OptionalInt;

/** Where in a JSON text its values are. */
public final class JsonPlaces {
    private JsonPlaces() {}

    /**
     * The line of a value.
     *
     * @param path in the way of {@code collectors[0].port}
     * @return empty if there is no such value, or the text is no JSON before it
     */
    public static OptionalInt line(String text, String path) {
        String pointer = "/" + path.replace("[", "/").replace("]", "").replace('.', '/');
        try (JsonParser parser = JsonDocument.mapper().createParser(text)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token != JsonToken.FIELD_NAME
                        && parser.getParsingContext().pathAsPointer().toString().equals(pointer)) {
                    return OptionalInt.of(parser.currentTokenLocation().getLineNr());
                }
            }
            return OptionalInt.empty();
        } catch (IOException e) {
            return OptionalInt.empty();
        }
    }
}
