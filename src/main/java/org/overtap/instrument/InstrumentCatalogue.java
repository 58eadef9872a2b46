package org.overtap.instrument;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The instruments that are known: those that come with overtap, and the user's own. */
public final class InstrumentCatalogue {
    /** The descriptors in {@code src/main/resources/instruments}: a new one is one file and one word here. */
    private static final List<String> BUILT_IN = List.of("pmacctd", "nfcapd");

    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory()).registerModule(new Jdk8Module());

    private final Map<String, Instrument> byName;

    private InstrumentCatalogue(Map<String, Instrument> byName) {
        this.byName = new TreeMap<>(byName);
    }

    /** Those that come with overtap. */
    public static InstrumentCatalogue builtIn() {
        Map<String, Instrument> found = new TreeMap<>();
        BUILT_IN.forEach(name -> found.put(name, parse(resource(name), name + ".yaml")));
        return new InstrumentCatalogue(found);
    }

    /**
     * This catalogue and the user's descriptor, which replaces one of the same name.
     *
     * @throws InstrumentException if the file cannot be read or makes no sense
     */
    public InstrumentCatalogue with(Path file) {
        Map<String, Instrument> found = new TreeMap<>(byName);
        Instrument own = parse(read(file), file.toString());
        found.put(own.name(), own);
        return new InstrumentCatalogue(found);
    }

    /** All, by name. */
    public List<Instrument> all() {
        return new ArrayList<>(byName.values());
    }

    /**
     * The instrument of that name and kind.
     *
     * @throws InstrumentException if there is none; the message lists those that there are
     */
    public Instrument get(String name, Instrument.Kind kind) {
        Instrument found = byName.get(name);
        if (found == null || found.kind() != kind) {
            List<String> known = byName.values().stream()
                    .filter(i -> i.kind() == kind)
                    .map(Instrument::name)
                    .toList();
            throw new InstrumentException("no " + kind.name().toLowerCase(java.util.Locale.ROOT) + " is called " + name
                    + "; known are " + String.join(", ", known));
        }
        return found;
    }

    private static Instrument parse(String text, String file) {
        try {
            return YAML.readValue(text, Instrument.class);
        } catch (JsonProcessingException e) {
            String at = e.getLocation() == null ? "" : ":" + e.getLocation().getLineNr();
            String reason = e.getCause() instanceof InstrumentException own ? own.getMessage() : e.getOriginalMessage();
            throw new InstrumentException(file + at + ": " + reason, e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new InstrumentException(file + ": cannot be read (" + e.getMessage() + ")", e);
        }
    }

    private static String resource(String name) {
        try (InputStream in = InstrumentCatalogue.class.getResourceAsStream("/instruments/" + name + ".yaml")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new InstrumentException("the built-in descriptor of " + name + " cannot be read", e);
        }
    }
}
