package org.overtap.lifecycle.flows;

import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.overtap.record.ReadTally;
import org.overtap.record.dataset.DatasetManifest;

/**
 * A dataset that was made.
 *
 * @param folder where it is
 * @param manifest what it has
 * @param excluded names of segments that were left out at the user's wish
 * @param gaps how often sequence numbers of what was stored jumped; absent where its files do not tell
 * @param unread what was stored and could not be read, for each reason
 * @param missing why something that was stored could not be brought, a sentence each
 */
public record MadeDataset(
        Path folder,
        DatasetManifest manifest,
        Set<String> excluded,
        OptionalLong gaps,
        List<ReadTally.Unread> unread,
        List<String> missing) {
    public MadeDataset {
        excluded = Set.copyOf(excluded);
        unread = List.copyOf(unread);
        missing = List.copyOf(missing);
    }

    /** Whether all that was stored could be read. */
    public boolean complete() {
        return unread.isEmpty() && missing.isEmpty();
    }
}
