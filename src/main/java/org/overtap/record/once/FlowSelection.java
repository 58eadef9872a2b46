package org.overtap.record.once;

import java.util.Optional;
import java.util.Set;

/**
 * What of a measurement is wanted.
 *
 * @param excluded names of segments that are left out, as if nobody had probed there
 * @param run the one run that is wanted; absent for all
 */
public record FlowSelection(Set<String> excluded, Optional<String> run) {
    /** All of it. */
    public static final FlowSelection ALL = new FlowSelection(Set.of(), Optional.empty());

    public FlowSelection {
        excluded = excluded == null ? Set.of() : Set.copyOf(excluded);
        run = run == null ? Optional.empty() : run;
    }
}
