package org.overtap.instrument;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.overtap.topology.file.YamlFile;

/** A value in a YAML file, with the place where it stands, so that a mistake in it can be told with its place. */
sealed interface YamlValue {
    /** Where it begins, lines and columns counted from 1. */
    At at();

    /** What it is, in words. */
    String what();

    record At(String file, int line, int column) {
        InstrumentException error(String complaint) {
            return new InstrumentException(file + ":" + line + ":" + column + ": " + complaint);
        }
    }

    /** A text or a number; {@code empty} where the file has nothing after the colon. */
    record Scalar(At at, String text, boolean empty) implements YamlValue {
        @Override
        public String what() {
            return empty ? "nothing" : "\"" + text + "\"";
        }
    }

    record Sequence(At at, List<YamlValue> items) implements YamlValue {
        @Override
        public String what() {
            return "a list";
        }
    }

    /** Keys in their order, each with where it stands. */
    record Mapping(At at, Map<String, YamlValue> values, Map<String, At> keys) implements YamlValue {
        @Override
        public String what() {
            return "keys and values";
        }
    }

    /**
     * The value in a file's text.
     *
     * @throws InstrumentException with file, line and column if it is no YAML
     */
    static YamlValue read(String text, String file) {
        try (JsonParser parser = new YAMLFactory().createParser(text)) {
            if (parser.nextToken() == null) {
                throw new At(file, 1, 1).error("the file is empty");
            }
            return value(parser, file);
        } catch (JsonProcessingException e) {
            JsonLocation place = e.getLocation();
            At at = place == null ? new At(file, 1, 1) : new At(file, place.getLineNr(), place.getColumnNr());
            throw at.error("this is no YAML: " + YamlFile.problem(e));
        } catch (IOException e) {
            throw new InstrumentException(file + ": cannot be read (" + e.getMessage() + ")", e);
        }
    }

    private static YamlValue value(JsonParser parser, String file) throws IOException {
        JsonToken token = parser.currentToken();
        JsonLocation place = parser.currentTokenLocation();
        At at = new At(file, place.getLineNr(), place.getColumnNr());
        if (token == JsonToken.START_OBJECT) {
            return mapping(parser, at);
        }
        if (token != JsonToken.START_ARRAY) {
            return new Scalar(at, parser.getText(), token == JsonToken.VALUE_NULL);
        }
        List<YamlValue> items = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            items.add(value(parser, file));
        }
        return new Sequence(at, items);
    }

    private static Mapping mapping(JsonParser parser, At at) throws IOException {
        Map<String, YamlValue> values = new LinkedHashMap<>();
        Map<String, At> keys = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            JsonLocation place = parser.currentTokenLocation();
            At its = new At(at.file(), place.getLineNr(), place.getColumnNr());
            String key = parser.currentName();
            if (keys.put(key, its) != null) {
                throw its.error("\"" + key + "\" is there twice");
            }
            parser.nextToken();
            values.put(key, value(parser, at.file()));
        }
        return new Mapping(at, values, keys);
    }
}
