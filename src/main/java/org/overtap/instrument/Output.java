package org.overtap.instrument;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an instrument stores: a collector, or a probe that stores where it runs.
 *
 * @param files a shell pattern for the files that are closed, relative to its folder; a folder with a plain name comes
 *     first, others may follow: {@code flows/*.txt}, or where each exporter has a folder {@code flows/*}{@code /*.txt}
 * @param reader the name of the record reader that understands them
 * @param show a command by which people read them at home, with a place for the folder; empty if none is known
 */
public record Output(String files, String reader, List<String> show) {
    private static final Pattern SPECIAL = Pattern.compile("[*?\\[]");

    public Output {
        show = show == null ? List.of() : List.copyOf(show);
    }

    /** The folder that holds them, or their folders, relative to the instrument's own: all of it that is plain. */
    public String folder() {
        return files.substring(0, beforePattern());
    }

    /** The pattern for the files within {@link #folder}; as many slashes as folders lie between. */
    public String pattern() {
        return files.substring(beforePattern() + 1);
    }

    private int beforePattern() {
        Matcher special = SPECIAL.matcher(files);
        return files.lastIndexOf('/', special.find() ? special.start() : files.length());
    }

    /** The command by which people read what lies in that folder at home; empty if none is known. */
    public List<String> show(String folder) {
        return Template.fill(show, Map.of("folder", folder));
    }
}
