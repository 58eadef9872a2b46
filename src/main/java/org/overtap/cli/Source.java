package org.overtap.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.overtap.overlay.TestbedTraits;
import org.overtap.testbed.Setting;
import org.overtap.testbed.Testbed;
import org.overtap.testbed.TestbedException;
import org.overtap.testbed.TestbedRegistry;
import org.overtap.topology.Drawing;
import org.overtap.topology.DrawingFiles;
import org.overtap.topology.Topology;
import org.overtap.topology.TopologyFile;

/** Reads what a SOURCE argument names. */
final class Source {
    private static final TestbedRegistry TESTBEDS = TestbedRegistry.builtIn();

    private Source() {}

    /** Whether it names a running experiment. */
    static boolean isLive(String source) {
        return TESTBEDS.locate(source).isPresent();
    }

    /** The experiment's name, as its topology has it. */
    static String experiment(String source) {
        return location(source).experiment();
    }

    /** Which site's experiment it is with those settings, where that makes a difference. */
    static Optional<String> site(String source, Settings settings) {
        return location(source).provider().site(settings);
    }

    /** What may be set to reach it. */
    static List<Setting> settings(String source) {
        return location(source).provider().settings();
    }

    /** What a plan counts on where there is but a file, and no testbed can be asked. */
    static TestbedTraits traitsOfFiles() {
        return TESTBEDS.first().traits();
    }

    /** Opens the running experiment. */
    static Testbed open(String source, Settings settings) throws TestbedException {
        return location(source).open(settings);
    }

    /** Reads a topology file, a drawing or a sample's folder. */
    static Topology file(String source) {
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
            return drawing(source).topology();
        }
        throw new UsageException(
                Files.exists(path)
                        ? source + ": not a kind of file that is known; known are topologies (.json), and drawings ("
                                + String.join(", ", DrawingFiles.endings()) + ")"
                        : "no such source: " + source + " is neither a file, nor a folder, nor an experiment ("
                                + TESTBEDS.syntax() + ")");
    }

    /** Whether it names a file that only draws a network. */
    static boolean isDrawing(String source) {
        Path path = Path.of(source);
        return Files.isRegularFile(path) && DrawingFiles.knows(path);
    }

    /** Reads such a file. */
    static Drawing drawing(String source) {
        return DrawingFiles.read(Path.of(source));
    }

    private static TestbedRegistry.Location location(String source) {
        return TESTBEDS.locate(source)
                .orElseThrow(() ->
                        new UsageException("'" + source + "' is no running experiment: write " + TESTBEDS.syntax()));
    }
}
