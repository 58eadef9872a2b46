package org.overtap.cli.option;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.overtap.lifecycle.ExperimentAccess;
import org.overtap.overlay.taps.TestbedTraits;
import org.overtap.testbed.TestbedRegistry;
import org.overtap.topology.Topology;
import org.overtap.topology.file.TopologyFile;
import org.overtap.topology.graph.EdgeColumns;
import org.overtap.topology.graph.GraphFormats;
import org.overtap.topology.graph.NetworkGraph;

/**
 * Reads what a SOURCE argument names.
 *
 * @param testbeds the testbeds that are known
 */
public record Sources(TestbedRegistry testbeds) {

    /** Whether it names a running experiment. */
    public boolean isLive(String source) {
        return testbeds.locate(source).isPresent();
    }

    /** What a plan counts on where there is but a file, and no testbed can be asked. */
    public TestbedTraits traitsOfFiles() {
        return testbeds.first().traits();
    }

    /**
     * The SOURCE of an experiment of that name, on the first testbed where none is named.
     *
     * @param testbed a testbed's name, or a whole SOURCE: not on every testbed does an experiment's name lead there
     */
    public String of(Optional<String> testbed, String experiment) {
        if (testbed.isPresent() && testbed.get().indexOf(':') > 0) {
            return testbed.get();
        }
        return testbed.orElseGet(() -> testbeds.first().name()) + ":" + experiment;
    }

    /** How the running experiment is reached. */
    public ExperimentAccess access(String source, ConnectionOptions connection) {
        return new ExperimentAccess(location(source), connection.given(), given -> Settings.of(given, System.getenv()));
    }

    /**
     * Reads a topology file, a drawing or a sample's folder.
     *
     * @param columns which words of an edge list are names
     */
    public Topology file(String source, EdgeColumns columns) {
        Path path = Path.of(source);
        if (Files.isDirectory(path)) {
            Path inside = path.resolve("topology.json");
            if (!Files.exists(inside)) {
                throw new UsageException("folder " + source + " has no topology.json");
            }
            return TopologyFile.read(inside);
        }
        if (Files.isRegularFile(path) && source.endsWith(".json")) {
            return TopologyFile.read(path);
        }
        if (isDrawing(source)) {
            return drawing(source, columns).topology();
        }
        if (Files.exists(path) && !Files.isRegularFile(path)) {
            throw new UsageException(source + ": it is a device or a pipe; give a file");
        }
        throw new UsageException(
                Files.exists(path)
                        ? source + ": not a kind of file that is known; known are topologies (.json), and drawings ("
                                + String.join(", ", GraphFormats.endings()) + ")"
                        : "no such source: " + source + " is neither a file, nor a folder, nor an experiment ("
                                + testbeds.syntax() + ")");
    }

    /** Whether it names a file that only draws a network. */
    public boolean isDrawing(String source) {
        Path path = Path.of(source);
        return Files.isRegularFile(path) && GraphFormats.knows(path);
    }

    /** Reads such a file. */
    public NetworkGraph drawing(String source, EdgeColumns columns) {
        return GraphFormats.read(Path.of(source), columns);
    }

    private TestbedRegistry.Location location(String source) {
        return testbeds.locate(source)
                .orElseThrow(() ->
                        new UsageException("'" + source + "' is no running experiment: write " + testbeds.syntax()));
    }
}
