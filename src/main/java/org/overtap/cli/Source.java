package org.overtap.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.overtap.testbed.Testbed;
import org.overtap.testbed.TestbedException;
import org.overtap.topology.Drawing;
import org.overtap.topology.DrawingFiles;
import org.overtap.topology.Topology;
import org.overtap.topology.TopologyFile;

/** Reads what a SOURCE argument names. */
final class Source {
    private Source() {}

    /** Whether it names a running experiment. */
    static boolean isLive(String source) {
        return TestbedTable.of(source).isPresent();
    }

    /** The part after the testbed's name: {@code project/experiment}. */
    static String experiment(String source) {
        TestbedTable.Entry entry = entry(source);
        String experiment = source.substring(entry.name().length() + 1);
        if (!experiment.matches("[A-Za-z0-9][-\\w.]*/[A-Za-z0-9][-\\w.]*")) {
            throw new UsageException(
                    "'" + source + "' does not name an experiment: write " + entry.name() + ":PROJECT/EXPERIMENT");
        }
        return experiment;
    }

    /** Opens the running experiment. */
    static Testbed open(String source, Settings settings) throws TestbedException {
        return entry(source).opener().open(experiment(source), settings);
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
                        : "no such source: " + source
                                + " is neither a file, nor a folder, nor TESTBED:NAME with TESTBED one of " + known());
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

    private static TestbedTable.Entry entry(String source) {
        return TestbedTable.of(source)
                .orElseThrow(() -> new UsageException("'" + source + "' is no running experiment: write TESTBED:"
                        + "PROJECT/EXPERIMENT with TESTBED one of " + known()));
    }

    private static String known() {
        return TestbedTable.all().stream().map(TestbedTable.Entry::name).collect(Collectors.joining(", "));
    }
}
