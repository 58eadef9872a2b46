package org.overtap.lab.mapper;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.overtap.lab.ns.VirtualExperiment;

/** The ground truth samples, as Emulab's own parser left them, and what the mapper makes of them. */
public final class Samples {
    private static final ObjectMapper JSON = new ObjectMapper();

    private Samples() {}

    public static VirtualExperiment read(String name) {
        try {
            Path file = Path.of("src/test/resources/ns-samples", name + ".parsed.json");
            return new VirtualExperiment(
                    "testproj",
                    "exp1",
                    JSON.readValue(
                            file.toFile(), new TypeReference<LinkedHashMap<String, List<Map<String, String>>>>() {}));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static VirtualNetwork network(String name) {
        return VirtualNetwork.of(read(name));
    }

    public static Blueprint blueprint(String name) {
        return blueprint(network(name));
    }

    static Blueprint blueprint(VirtualNetwork network) {
        try {
            Mapper mapper = new Mapper(network);
            List<NodeId> pool = IntStream.range(101, 300).mapToObj(NodeId::new).toList();
            return mapper.blueprint(Assignment.none().renew(mapper.names(), pool, java.util.Set.of()));
        } catch (TooFewMachines e) {
            throw new IllegalStateException(e);
        }
    }

    /** The sample with one setting of the whole experiment changed. */
    static VirtualNetwork with(String name, String setting, String value) {
        VirtualExperiment sample = read(name);
        Map<String, List<Map<String, String>>> tables = new LinkedHashMap<>(sample.tables());
        Map<String, String> settings =
                new LinkedHashMap<>(sample.rows("experiments").get(0));
        settings.put(setting, value);
        tables.put("experiments", List.of(settings));
        return VirtualNetwork.of(new VirtualExperiment("testproj", "exp1", tables));
    }

    /** The sample with one column of all its members changed. */
    static VirtualNetwork withLans(String name, String column, String value) {
        VirtualExperiment sample = read(name);
        Map<String, List<Map<String, String>>> tables = new LinkedHashMap<>(sample.tables());
        tables.put(
                "virt_lans",
                sample.lans().stream()
                        .<Map<String, String>>map(row -> {
                            Map<String, String> changed = new LinkedHashMap<>(row);
                            changed.put(column, value);
                            return changed;
                        })
                        .toList());
        return VirtualNetwork.of(new VirtualExperiment("testproj", "exp1", tables));
    }
}
