package org.overtap.topology.graph;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import org.overtap.topology.TopologyException;

/** The kinds of file that draw a network, by their ending. A new kind is one class and one line here. */
public final class GraphFormats {
    private static final Map<String, BiFunction<Path, EdgeColumns, NetworkGraph>> READERS = readers();

    private GraphFormats() {}

    private static Map<String, BiFunction<Path, EdgeColumns, NetworkGraph>> readers() {
        Map<String, BiFunction<Path, EdgeColumns, NetworkGraph>> readers = new LinkedHashMap<>();
        readers.put(".graphml", GraphmlFile::read);
        readers.put(".edges", EdgeListFile::read);
        readers.put(".edges.gz", EdgeListFile::read);
        return readers;
    }

    /** The endings that are known. */
    public static Set<String> endings() {
        return READERS.keySet();
    }

    /** Whether the file's ending is one of them. */
    public static boolean knows(Path file) {
        return ending(file).isPresent();
    }

    /** As {@link #read(Path, EdgeColumns)}, where nothing is said of columns. */
    public static NetworkGraph read(Path file) {
        return read(file, EdgeColumns.UNSAID);
    }

    /**
     * Reads the drawing; {@link #knows} tells beforehand whether its kind is known.
     *
     * @param columns which words are names, where lines have words
     * @throws TopologyException if the file makes no sense, does not fit into memory, or has no columns and some are
     *     asked for
     */
    public static NetworkGraph read(Path file, EdgeColumns columns) {
        return ending(file)
                .map(READERS::get)
                .orElseThrow(() -> new TopologyException(
                        file + ": not a drawing; known are files that end in " + String.join(", ", endings())))
                .apply(file, columns);
    }

    /** The file's name without its ending: what the drawn network is called. */
    static String baseName(Path file) {
        String name = file.getFileName().toString();
        return ending(file)
                .map(e -> name.substring(0, name.length() - e.length()))
                .filter(base -> !base.isBlank())
                .orElse(name);
    }

    private static Optional<String> ending(Path file) {
        String name = file.toString();
        return READERS.keySet().stream().filter(name::endsWith).findFirst();
    }
}
