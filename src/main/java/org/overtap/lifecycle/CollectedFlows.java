package org.overtap.lifecycle;

import java.util.List;
import org.overtap.deploy.FlowFiles;

/**
 * Flow files that were downloaded.
 *
 * @param folders one for each daemon that had some
 */
public record CollectedFlows(List<FlowFiles.Collected> folders) {
    public CollectedFlows {
        folders = List.copyOf(folders);
    }
}
