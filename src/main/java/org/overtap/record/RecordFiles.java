package org.overtap.record;

import java.util.OptionalLong;
import org.overtap.shell.Shell;

/**
 * Where records are stored.
 *
 * @param shell runs commands on the node that has the files
 * @param folder the folder, absolute
 * @param pattern which files in it are finished, as a shell pattern of plain characters, {@code *}, {@code ?} and
 *     brackets
 * @param closedSince leaves out files that were closed before, in seconds since 1970 by that node's clock
 */
public record RecordFiles(Shell shell, String folder, String pattern, OptionalLong closedSince) {
    public RecordFiles {
        if (!folder.startsWith("/")) {
            throw new IllegalArgumentException("the folder of flow files must be absolute: " + folder);
        }
        if (!pattern.matches("[A-Za-z0-9._*?/\\[\\]-]+")) {
            throw new IllegalArgumentException(
                    "flow files are named by plain characters, *, ? and brackets, not by " + pattern);
        }
    }

    /** All finished files there. */
    public static RecordFiles all(Shell shell, String folder, String pattern) {
        return new RecordFiles(shell, folder, pattern, OptionalLong.empty());
    }

    /** Those of these files that were closed then or later. */
    public RecordFiles since(long seconds) {
        return new RecordFiles(shell, folder, pattern, OptionalLong.of(seconds));
    }
}
