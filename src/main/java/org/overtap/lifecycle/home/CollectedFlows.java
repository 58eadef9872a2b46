package org.overtap.lifecycle.home;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.overtap.deploy.home.BroughtFiles;

/**
 * Flow files that are here now.
 *
 * @param folder the folder below which everything lies
 * @param folders one account for each daemon that stores files
 * @param documents what tells how to read them
 * @param failures by node, why something that was stored there is not here
 */
public record CollectedFlows(
        Path folder, List<BroughtFiles> folders, List<Path> documents, Map<String, String> failures) {
    public CollectedFlows {
        folders = List.copyOf(folders);
        documents = List.copyOf(documents);
        failures = new TreeMap<>(failures);
    }

    /** Whether all is here that was stored. */
    public boolean complete() {
        return failures.isEmpty();
    }

    /** How many files are here. */
    public int files() {
        return folders.stream().mapToInt(BroughtFiles::files).sum();
    }

    /** How many of them were not here before. */
    public int newFiles() {
        return folders.stream().mapToInt(BroughtFiles::newFiles).sum();
    }

    /** What their owner would not expect of them, a sentence each. */
    public List<String> notices() {
        List<String> notices = new ArrayList<>();
        for (BroughtFiles files : folders) {
            if (!files.aside().isEmpty()) {
                notices.add("note: " + files.aside().size() + " files that were in " + files.folder()
                        + " are shorter than what " + files.node() + " has by their names now, and were put aside, as "
                        + files.aside().get(0));
            }
            files.unfinished()
                    .forEach(file -> notices.add(
                            "warning: " + file + " was still open when its writer was killed: it may be unreadable"));
        }
        return notices;
    }

    /** Why something is not here, for people. */
    public String failureText() {
        return String.join("\n", failures.values());
    }
}
