package org.overtap.testbed.hosts.inventory;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.overtap.topology.TopologyException;
import org.overtap.topology.file.InputFile;

/** Reads a file of hosts in whichever form it is. */
public final class InventoryFile {
    private static final long LARGEST_BYTES = 1L << 20;

    private InventoryFile() {}

    /**
     * The hosts in it.
     *
     * @throws TopologyException if it cannot be read or makes no sense; the message says at which line and column
     */
    public static Inventory read(Path file) {
        try {
            String text = InputFile.text(file, LARGEST_BYTES);
            Path folder = file.toAbsolutePath().getParent();
            return parse(file.toString(), folder, text);
        } catch (IOException e) {
            throw new TopologyException(file + ": cannot be read as text (" + InputFile.reason(e) + ")", e);
        }
    }

    /** As {@link #read}, from text; paths in it are relative to the folder. */
    public static Inventory parse(String file, Path folder, String text) {
        if (!isYaml(file, text)) {
            return AnsibleIni.read(file, folder, text);
        }
        YamlTree tree =
                YamlTree.parse(file, text).orElseThrow(() -> new TopologyException(file + ": there is nothing in it"));
        return HostsYaml.isOwn(tree) ? new HostsYaml(folder).read(file, tree) : AnsibleYaml.read(file, folder, tree);
    }

    /** By the file's ending; where that tells nothing, by its first line that is no comment. */
    private static boolean isYaml(String file, String text) {
        String name = file.toLowerCase(Locale.ROOT);
        if (name.endsWith(".yaml") || name.endsWith(".yml") || name.endsWith(".json")) {
            return true;
        }
        if (name.endsWith(".ini") || name.endsWith(".cfg")) {
            return false;
        }
        Optional<String> first = text.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#") && !line.startsWith(";"))
                .findFirst();
        return first.map(line -> line.matches("---.*|- .*|-|\\{.*|[\\w.-]+:(\\s.*)?|\\[[^\\]]*,.*"))
                .orElse(true);
    }
}
