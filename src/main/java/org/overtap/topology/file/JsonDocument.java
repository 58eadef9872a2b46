package org.overtap.topology.file;

import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.CharacterEscapes;
import com.fasterxml.jackson.core.io.SerializedString;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.overtap.topology.TopologyException;

/**
 * JSON documents with a {@code schema} field: the one way in which overtap writes and reads its own files. The same
 * value always gives the same bytes. A document that does not parse is reported as {@code file:line:column: reason}.
 */
public final class JsonDocument {
    /** A Java type in the parser's words, its simple name in a group. */
    private static final Pattern TYPE = Pattern.compile(
            "(?:\\[simple type, class )?\\b(?:org\\.overtap|java)(?:\\.\\w+)*[.$]([A-Z]\\w*)(?:<[^`]*>)?\\]?");

    private static final JsonMapper MAPPER = JsonMapper.builder(new JsonFactoryBuilder()
                    .characterEscapes(new HiddenEscaped())
                    .build())
            .addModule(new Jdk8Module())
            .addModule(new TimesAsText())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
            .build();
    private static final ObjectReader EXACT = MAPPER.reader()
            .with(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .withHandler(new UnknownKey());
    private static final long LARGEST_BYTES = 256L << 20;
    /** Bytes, text, and what a parser holds of it meanwhile. */
    private static final int COPIES = 3;

    private JsonDocument() {}

    /** Documents are looked at on terminals, too: what one would obey is written as JSON's escape, and read as it was. */
    private static final class HiddenEscaped extends CharacterEscapes {
        private static final long serialVersionUID = 1;

        @Override
        public int[] getEscapeCodesForAscii() {
            int[] codes = standardAsciiEscapesForJSON();
            codes[0x7f] = ESCAPE_STANDARD;
            return codes;
        }

        @Override
        public SerializableString getEscapeSequence(int c) {
            return VisibleText.isHidden(c) ? new SerializedString(String.format("\\u%04X", c)) : null;
        }
    }

    /** The mapper that knows overtap's records. */
    public static JsonMapper mapper() {
        return MAPPER;
    }

    /** The value as a tree, with {@code schema} as its first field. */
    public static ObjectNode tree(String schema, Object value) {
        ObjectNode document = MAPPER.createObjectNode().put("schema", schema);
        document.setAll((ObjectNode) MAPPER.valueToTree(value));
        return document;
    }

    /** Indented text that ends in a newline. */
    public static String text(JsonNode document) {
        try {
            return writer().writeValueAsString(document) + "\n";
        } catch (JsonProcessingException e) {
            throw new TopologyException("cannot write JSON: " + e.getOriginalMessage(), e);
        }
    }

    /** Writes the document into a file, as {@link WholeFile} does. */
    public static void write(Path file, JsonNode document) throws IOException {
        WholeFile.write(file, out -> out.write(text(document)));
    }

    /** As {@link #write(Path, JsonNode)}, for its owner alone to read even where others could read the old one. */
    public static void writePrivate(Path file, JsonNode document) throws IOException {
        WholeFile.writePrivate(file, out -> out.write(text(document)));
    }

    /** A document that is written piece by piece. */
    public interface Streamed {
        /** Writes the whole document. */
        void writeTo(JsonGenerator json) throws IOException;
    }

    /** Writes the document as {@link #text} would, and does not close {@code out}. */
    public static void write(Writer out, Streamed document) throws IOException {
        JsonGenerator json = writer().createGenerator(out).disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
        document.writeTo(json);
        json.close();
        out.write("\n");
        out.flush();
    }

    /**
     * Reads a file that must carry that schema, and no key that means nothing: people write such files. All its texts
     * are names and sentences: none may have a line break or another control character, so that nothing that is printed
     * of it can pass for another line.
     *
     * @throws TopologyException if the file is missing, is no JSON, has another schema, or makes no sense
     */
    public static <T> T read(Path file, String schema, Class<T> type) {
        return parseExactly(readText(file), file.toString(), schema, type);
    }

    /** As {@link #read}, from a file's text; {@code name} stands for the file in errors. */
    public static <T> T parseExactly(String text, String name, String schema, Class<T> type) {
        T read = parse(text, name, schema, EXACT.forType(type));
        requireLines(text, name);
        return read;
    }

    private static void requireLines(String text, String name) {
        try (JsonParser json = MAPPER.createParser(text)) {
            while (json.nextToken() != null) {
                if (json.currentToken() == JsonToken.VALUE_STRING
                        && json.getText().chars().anyMatch(Character::isISOControl)) {
                    JsonLocation at = json.currentTokenLocation();
                    throw new TopologyException(name + ":" + at.getLineNr() + ":" + at.getColumnNr()
                            + ": a text has a control character in it, such as a line break");
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Reads a document that a program wrote, maybe a later version of this one: keys that mean nothing are passed over.
     *
     * @param name stands for the file in errors
     * @throws TopologyException as {@link #read}
     */
    public static <T> T parse(String text, String name, String schema, Class<T> type) {
        return parse(text, name, schema, MAPPER.readerFor(type));
    }

    private static <T> T parse(String text, String name, String schema, ObjectReader reader) {
        try {
            JsonOutline outline = outline(text);
            String found = outline.schema();
            if (!found.equals(schema)) {
                throw new TopologyException(name + ": expected a document with \"schema\":\"" + schema + "\", found "
                        + (found.isEmpty() ? "none" : "\"" + found + "\""));
            }
            MemoryLimit.refuseMore(name, outline.memory() + COPIES * (long) text.length(), MemoryLimit.bytes());
            return reader.readValue(text);
        } catch (JsonProcessingException e) {
            throw new TopologyException(name + position(e, text) + ": " + reason(e), e);
        }
    }

    private static JsonOutline outline(String text) throws JsonProcessingException {
        try (JsonParser json = MAPPER.createParser(text)) {
            return JsonOutline.of(json);
        } catch (JsonProcessingException e) {
            throw e;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The schema that a text names; empty if it names none, or is no document. */
    public static String schema(String text) {
        try {
            return outline(text).schema();
        } catch (JsonProcessingException e) {
            return "";
        }
    }

    /**
     * A file's text.
     *
     * @throws TopologyException if it is missing, too large, or no text
     */
    public static String readText(Path file) {
        try {
            long size = Files.isRegularFile(file) ? Files.size(file) : 0;
            if (size <= LARGEST_BYTES) {
                MemoryLimit.refuseMore(file.toString(), COPIES * size, MemoryLimit.bytes());
            }
            return InputFile.text(file, LARGEST_BYTES);
        } catch (NoSuchFileException e) {
            throw new TopologyException(file + ": no such file", e);
        } catch (IOException e) {
            throw new TopologyException(file + ": cannot be read as text (" + InputFile.reason(e) + ")", e);
        }
    }

    /** A value that was put aside until all of its record was read has lost its place: that is looked for again. */
    private static String position(JsonProcessingException e, String text) {
        JsonLocation at = e.getLocation();
        if ((at == null || at.getLineNr() < 1) && e instanceof JsonMappingException mapping) {
            at = place(mapping.getPath(), text);
        }
        return at == null || at.getLineNr() < 1 ? "" : ":" + at.getLineNr() + ":" + at.getColumnNr();
    }

    private static JsonLocation place(List<JsonMappingException.Reference> path, String text) {
        String wanted = path.stream()
                .map(step -> "/" + (step.getFieldName() == null ? "" + step.getIndex() : step.getFieldName()))
                .collect(Collectors.joining());
        try (JsonParser json = MAPPER.createParser(text)) {
            while (json.nextToken() != null) {
                if (json.getParsingContext().pathAsPointer().toString().equals(wanted)) {
                    return json.currentTokenLocation();
                }
            }
            return null;
        } catch (IOException e) {
            return null;
        }
    }

    private static String reason(JsonProcessingException e) {
        String text = told(e).replaceAll(" ?\\((start marker at )?\\[Source:.*", "");
        String words = inWords(text.lines().findFirst().orElse("malformed"));
        return e instanceof JsonMappingException mapping && !mapping.getPath().isEmpty()
                ? words + " (at " + place(mapping) + ")"
                : words;
    }

    /** The parser speaks of our types, which nobody who writes a document knows. */
    private static String inWords(String text) {
        Matcher types = TYPE.matcher(text.replaceFirst(
                        "No fallback setter/field defined for creator property '(\\w+)'.*", "'$1' is given twice")
                .replaceFirst("Non-standard token '([^']*)'.*", "'$1' is no number that JSON knows")
                .replaceFirst(": enable `\\w+\\.\\w+` to allow| \\(not recognized as one since Feature .*\\)", ""));
        return types.replaceAll(
                type -> type.group(1).replaceAll("(?<=[a-z])(?=[A-Z])", " ").toLowerCase(Locale.ROOT));
    }

    private static String place(JsonMappingException e) {
        StringBuilder place = new StringBuilder();
        for (JsonMappingException.Reference step : e.getPath()) {
            if (step.getFieldName() == null) {
                place.append('[').append(step.getIndex()).append(']');
            } else {
                place.append(place.isEmpty() ? "" : ".").append(step.getFieldName());
            }
        }
        return place.toString();
    }

    /** What a record's own check said, without the parser's words around it. */
    private static String told(JsonProcessingException e) {
        Throwable cause = e.getCause();
        if (cause instanceof NullPointerException) {
            return "an entry is missing or null";
        }
        boolean own = e instanceof ValueInstantiationException && cause != null && cause.getMessage() != null;
        return own ? cause.getMessage() : e.getOriginalMessage();
    }

    private static ObjectWriter writer() {
        DefaultIndenter lines = new DefaultIndenter("  ", "\n");
        Separators colons = Separators.createDefaultInstance()
                .withObjectFieldValueSpacing(Separators.Spacing.AFTER)
                .withObjectEmptySeparator("")
                .withArrayEmptySeparator("");
        DefaultPrettyPrinter printer =
                new DefaultPrettyPrinter(colons).withObjectIndenter(lines).withArrayIndenter(lines);
        return MAPPER.writer(printer);
    }
}
