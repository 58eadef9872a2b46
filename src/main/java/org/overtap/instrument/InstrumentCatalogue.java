package org.overtap.instrument;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.overtap.topology.TopologyException;
import org.overtap.topology.file.JsonDocument;

/** The instruments that are known: those that come with overtap, and the user's own. */
public final class InstrumentCatalogue {
    /** Names the descriptors beside it, a line each. The first probe and the first collector are the usual ones. */
    private static final String INDEX = "index";

    private static final String FOLDER = "/instruments/";

    /** In the index's order, the user's own last. */
    private final Map<String, Instrument> byName;

    private InstrumentCatalogue(Map<String, Instrument> byName) {
        this.byName = byName;
    }

    /** Those that come with overtap. */
    public static InstrumentCatalogue builtIn() {
        return indexed(FOLDER);
    }

    /**
     * Those of an index and the descriptors beside it.
     *
     * @param folder where they are among the program's resources
     * @throws InstrumentException if one cannot be read or makes no sense
     */
    public static InstrumentCatalogue indexed(String folder) {
        Map<String, Instrument> found = new LinkedHashMap<>();
        for (String line : resource(folder + INDEX).lines().toList()) {
            String name = line.strip();
            if (!name.isEmpty() && !name.startsWith("#")) {
                found.put(name, DescriptorReader.read(resource(folder + name + ".yaml"), name + ".yaml"));
            }
        }
        return new InstrumentCatalogue(found);
    }

    /** Those and no others. */
    public static InstrumentCatalogue of(List<Instrument> instruments) {
        Map<String, Instrument> found = new LinkedHashMap<>();
        instruments.forEach(instrument -> found.put(instrument.name(), instrument));
        return new InstrumentCatalogue(found);
    }

    /**
     * This catalogue and the user's descriptor, which replaces one of the same name.
     *
     * @throws InstrumentException if the file cannot be read or makes no sense
     */
    public InstrumentCatalogue with(Path file) {
        Map<String, Instrument> found = new LinkedHashMap<>(byName);
        Instrument own = DescriptorReader.read(read(file), file.toString());
        found.put(own.name(), own);
        return new InstrumentCatalogue(found);
    }

    /** All, in the index's order, the user's own last. */
    public List<Instrument> all() {
        return new ArrayList<>(byName.values());
    }

    /** The name of the probe or the collector that is taken where nobody asks for another. */
    public String usual(Instrument.Kind kind) {
        return byName.values().stream()
                .filter(instrument -> instrument.kind() == kind)
                .map(Instrument::name)
                .findFirst()
                .orElseThrow(() -> new InstrumentException("no " + kind.word() + " is known"));
    }

    /**
     * The instrument of that name and kind.
     *
     * @throws InstrumentException if there is none; the message lists those that there are
     */
    public Instrument get(String name, Instrument.Kind kind) {
        Instrument found = byName.get(name);
        if (found == null || found.kind() != kind) {
            List<String> known = all().stream()
                    .filter(i -> i.kind() == kind)
                    .map(Instrument::name)
                    .sorted()
                    .toList();
            throw new InstrumentException(
                    "no " + kind.word() + " is called " + name + "; known are " + String.join(", ", known));
        }
        return found;
    }

    private static String read(Path file) {
        try {
            return JsonDocument.readText(file);
        } catch (TopologyException e) {
            throw new InstrumentException(e.getMessage(), e);
        }
    }

    private static String resource(String path) {
        try (InputStream in = InstrumentCatalogue.class.getResourceAsStream(path)) {
            if (in == null) {
                throw new InstrumentException("the index names " + path + ", which is not there");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new InstrumentException("the built-in file " + path + " cannot be read", e);
        }
    }
}
