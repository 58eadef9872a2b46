package org.overtap.lifecycle;

import java.nio.file.Path;
import java.util.List;

/**
 * Flow files that were brought home.
 *
 * @param folders one for each collector that had some
 */
public record CollectedFlows(List<Path> folders) {
    public CollectedFlows {
        folders = List.copyOf(folders);
    }
}
