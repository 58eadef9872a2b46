package org.overtap.lifecycle.flows;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.overtap.record.dataset.ProbeFacts;
import org.overtap.record.table.FlowSource;

/** Flows of which is told, once they were scanned, what became of each probe's records. */
public interface AccountedFlows extends FlowSource {
    /** What is known of each probe; which instrument it is, the measurement tells. */
    List<ProbeFacts> probes();

    /** How often sequence numbers of what was stored jumped; absent where the files do not tell. */
    OptionalLong gaps();

    /** Of each probe where that is known, and of the others together; only of those whose numbers jumped. */
    default Map<String, Long> jumps() {
        Map<String, Long> jumps = new LinkedHashMap<>();
        for (ProbeFacts probe : probes()) {
            probe.gaps().ifPresent(count -> jumps.put(probe.probe(), count));
        }
        long told = jumps.values().stream().mapToLong(Long::longValue).sum();
        gaps().ifPresent(count -> jumps.put(told == 0 ? "all probes" : "other probes", count - told));
        jumps.values().removeIf(count -> count == 0);
        return jumps;
    }
}
