package org.overtap.instrument;

import java.util.List;
import java.util.Map;

/**
 * What an instrument stores: a collector, or a probe that stores where it runs.
 *
 * @param files a shell pattern for the files that are closed, relative to its folder; a folder comes first
 * @param reader the name of the record reader that understands them
 * @param show a command by which people read them at home, with a place for the folder; empty if none is known
 */
public record Output(String files, String reader, List<String> show) {
    public Output {
        show = show == null ? List.of() : List.copyOf(show);
    }

    /** The folder that holds them, relative to the instrument's own. */
    public String folder() {
        return files.substring(0, files.lastIndexOf('/'));
    }

    /** The pattern for the files within {@link #folder}. */
    public String pattern() {
        return files.substring(files.lastIndexOf('/') + 1);
    }

    /** The command by which people read what lies in that folder at home; empty if none is known. */
    public List<String> show(String folder) {
        return Template.fill(show, Map.of("folder", folder));
    }
}
