package org.overtap.shell;

import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A list of commands that ran on nodes and of what they answered, kept as a JSON file. Thread-safe. */
public final class Recording {
    private static final JsonMapper MAPPER =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private final List<Exchange> exchanges;

    /** An empty recording. */
    public Recording() {
        this(List.of());
    }

    private Recording(List<Exchange> exchanges) {
        this.exchanges = new ArrayList<>(exchanges);
    }

    /** Reads a list of {@code {node, argv, status, out, err}}. */
    public static Recording read(Path file) throws IOException {
        try {
            return new Recording(List.of(MAPPER.readValue(Files.readString(file), Exchange[].class)));
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new IOException(file + ": no recording: " + e.getOriginalMessage(), e);
        }
    }

    /** Writes it so that {@link #read} gives the same. */
    public synchronized void write(Path file) throws IOException {
        Files.writeString(file, MAPPER.writeValueAsString(exchanges) + "\n");
    }

    synchronized void add(Exchange exchange) {
        exchanges.add(exchange);
    }

    synchronized List<Exchange> of(String node) {
        return exchanges.stream().filter(e -> e.node().equals(node)).toList();
    }
}
