package org.overtap.lifecycle.health;

import java.util.Optional;

/**
 * How a collector fares, besides what it tells of itself.
 *
 * @param node the node that it runs on
 * @param name its name there
 * @param stored records in the files that it closed, of whoever they are; absent where they cannot be counted
 * @param gaps how often sequence numbers jumped in them; absent where they do not tell
 * @param lastClosed how many seconds ago it closed its last file; absent where it closed none
 */
public record CollectorHealth(
        String node, String name, Optional<Long> stored, Optional<Long> gaps, Optional<Long> lastClosed) {}
