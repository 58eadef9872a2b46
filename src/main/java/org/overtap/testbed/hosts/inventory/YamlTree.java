package org.overtap.testbed.hosts.inventory;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.overtap.topology.file.YamlFile;

/** A YAML document of which every part knows where it stands. */
public sealed interface YamlTree {
    int DEEPEST = 40;

    Mark at();

    /** A scalar, as it is written; null and an empty text are the same. */
    record Text(Mark at, String value) implements YamlTree {}

    /** A sequence. */
    record Items(Mark at, List<YamlTree> values) implements YamlTree {}

    /** A mapping in the file's order. */
    record Fields(Mark at, Map<String, Field> values) implements YamlTree {}

    /** An entry of a mapping. */
    record Field(Mark at, YamlTree value) {}

    /** What it is, for messages. */
    default String kind() {
        return this instanceof Text ? "a single value" : this instanceof Items ? "a list" : "a mapping";
    }

    /** The scalar, or an error that says what was expected. */
    default String text(String what) {
        if (this instanceof Text text) {
            return text.value();
        }
        throw at().error(what + " is a single value, and this is " + kind());
    }

    /** The items; a scalar that is not empty is a list of one. */
    default List<YamlTree> items(String what) {
        if (this instanceof Items items) {
            return items.values();
        }
        if (this instanceof Text text) {
            return text.value().isEmpty() ? List.of() : List.of(text);
        }
        throw at().error(what + " is a list, and this is " + kind());
    }

    /** The entries; nothing at all is a mapping without any. */
    default Map<String, Field> fields(String what) {
        if (this instanceof Fields fields) {
            return fields.values();
        }
        if (this instanceof Text text && text.value().isEmpty()) {
            return Map.of();
        }
        throw at().error(what + " is a mapping, and this is " + kind());
    }

    /**
     * Reads a document.
     *
     * @param file what stands for it in messages
     * @return empty if there is nothing in it
     * @throws org.overtap.topology.TopologyException if it is no YAML, or has aliases or a second document
     */
    static Optional<YamlTree> parse(String file, String text) {
        return new Reading(file).parse(text);
    }

    /** One run over the parser's events. */
    final class Reading {
        private final String file;

        private Reading(String file) {
            this.file = file;
        }

        private Optional<YamlTree> parse(String text) {
            try (YAMLParser parser = new YAMLFactory().createParser(text)) {
                if (parser.nextToken() == null) {
                    return Optional.empty();
                }
                YamlTree tree = value(parser, 0);
                if (parser.nextToken() != null) {
                    throw mark(parser).error("a second document begins here, and one is read");
                }
                return Optional.of(tree);
            } catch (JsonProcessingException e) {
                JsonLocation at = e.getLocation();
                throw (at == null ? new Mark(file, 0, 0) : new Mark(file, at.getLineNr(), at.getColumnNr()))
                        .error("no YAML: " + YamlFile.problem(e));
            } catch (IOException e) {
                throw new Mark(file, 0, 0).error("cannot be read (" + e.getMessage() + ")");
            }
        }

        private YamlTree value(YAMLParser parser, int depth) throws IOException {
            Mark at = mark(parser);
            if (depth > DEEPEST) {
                throw at.error("nested too deeply");
            }
            if (parser.isCurrentAlias()) {
                throw at.error("aliases (*" + parser.getText() + ") are not followed: write the value out");
            }
            return switch (parser.currentToken()) {
                case START_OBJECT -> fields(parser, at, depth);
                case START_ARRAY -> items(parser, at, depth);
                case VALUE_NULL -> new Text(at, "");
                default -> new Text(at, parser.getText());
            };
        }

        private YamlTree items(YAMLParser parser, Mark at, int depth) throws IOException {
            List<YamlTree> values = new ArrayList<>();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                values.add(value(parser, depth + 1));
            }
            return new Items(at, values);
        }

        private YamlTree fields(YAMLParser parser, Mark at, int depth) throws IOException {
            Map<String, Field> values = new LinkedHashMap<>();
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                Mark key = mark(parser);
                String name = parser.currentName();
                parser.nextToken();
                if (values.put(name, new Field(key, value(parser, depth + 1))) != null) {
                    throw key.error("'" + name + "' stands twice in one mapping");
                }
            }
            return new Fields(at, values);
        }

        private Mark mark(YAMLParser parser) {
            JsonLocation at = parser.currentTokenLocation();
            return new Mark(file, at.getLineNr(), at.getColumnNr());
        }
    }
}
