package org.overtap.topology.file;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.overtap.topology.TopologyException;

/** YAML files of settings. What is wrong with one is told in one line, as {@code file:line:column: reason}. */
public final class YamlFile {
    private static final long LARGEST_BYTES = 1L << 20;

    private YamlFile() {}

    /**
     * The mapping in the file; empty if there is no such file, or nothing in it.
     *
     * @throws TopologyException if it cannot be read, is no YAML, or no mapping
     */
    public static Optional<JsonNode> read(Path file) {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            JsonNode tree = new ObjectMapper(new YAMLFactory()).readTree(InputFile.text(file, LARGEST_BYTES));
            if (tree == null || tree.isMissingNode() || tree.isNull()) {
                return Optional.empty();
            }
            if (!tree.isObject()) {
                throw new TopologyException(
                        file + ":1:1: settings are lines of NAME: VALUE, and this is something else");
            }
            return Optional.of(tree);
        } catch (JsonProcessingException e) {
            JsonLocation at = e.getLocation();
            String place = at == null ? "" : ":" + at.getLineNr() + ":" + at.getColumnNr();
            throw new TopologyException(file + place + ": this is no YAML: " + problem(e), e);
        } catch (IOException e) {
            throw new TopologyException(file + ": cannot be read (" + InputFile.reason(e) + ")", e);
        }
    }

    /** What is wrong: the parser tells its context first, then that, with excerpts indented below each. */
    public static String problem(JsonProcessingException e) {
        return e.getOriginalMessage()
                .lines()
                .filter(line -> !line.isBlank() && !line.startsWith(" "))
                .reduce((first, second) -> second)
                .orElse("malformed");
    }
}
