package org.overtap.lifecycle;

import java.nio.file.Path;
import java.util.List;
import org.overtap.instrument.Output;

/**
 * Flow files that were brought home.
 *
 * @param folders one for each collector that had some
 * @param stored what is in them
 */
public record CollectedFlows(List<Path> folders, List<Output> stored) {
    public CollectedFlows {
        folders = List.copyOf(folders);
        stored = List.copyOf(stored);
    }
}
