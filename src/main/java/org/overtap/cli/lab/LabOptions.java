package org.overtap.cli.lab;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.overtap.topology.file.YamlFile;

/** A sample's {@code lab.yaml}: the options of {@code overtap lab up} that its lab is built with. */
final class LabOptions {
    private LabOptions() {}

    /** The options as words; none if there is no such file. */
    static List<String> read(Path file) {
        List<String> words = new ArrayList<>();
        YamlFile.read(file).ifPresent(options -> options.properties()
                .forEach(entry -> words.addAll(option(entry.getKey(), entry.getValue()))));
        return words;
    }

    /** A list's elements are joined with commas; true stands for the option alone. */
    private static List<String> option(String name, JsonNode value) {
        if (value.isBoolean()) {
            return value.asBoolean() ? List.of("--" + name) : List.of();
        }
        String text = value.isArray()
                ? StreamSupport.stream(value.spliterator(), false)
                        .map(JsonNode::asText)
                        .collect(Collectors.joining(","))
                : value.asText();
        return List.of("--" + name, text);
    }
}
