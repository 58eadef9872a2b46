package org.overtap.topology.file;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.OptionalInt;

/** Where in a JSON text its values are. */
public final class JsonPlaces {
    private JsonPlaces() {}

    /** What encloses the value that is read: a field's name within an object, or an index within an array. */
    private static final class Level {
        private final boolean array;
        private String name = "";
        private int index = -1;

        Level(boolean array) {
            this.array = array;
        }
    }

    /**
     * The line of a value.
     *
     * @param path in the way of {@code collectors[0].port}
     * @return empty if there is no such value, or the text is no JSON before it
     */
    public static OptionalInt line(String text, String path) {
        Deque<Level> levels = new ArrayDeque<>();
        try (JsonParser parser = JsonDocument.mapper().createParser(text)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token == JsonToken.FIELD_NAME) {
                    levels.getLast().name = parser.currentName();
                } else if (token.isStructEnd()) {
                    levels.removeLast();
                } else {
                    if (!levels.isEmpty()) {
                        levels.getLast().index++;
                    }
                    if (path.equals(path(levels))) {
                        return OptionalInt.of(parser.currentTokenLocation().getLineNr());
                    }
                    if (token.isStructStart()) {
                        levels.addLast(new Level(token == JsonToken.START_ARRAY));
                    }
                }
            }
        } catch (IOException e) {
            return OptionalInt.empty();
        }
        return OptionalInt.empty();
    }

    private static String path(Iterable<Level> levels) {
        StringBuilder path = new StringBuilder();
        for (Level level : levels) {
            if (level.array) {
                path.append('[').append(level.index).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(level.name);
            }
        }
        return path.toString();
    }
}
