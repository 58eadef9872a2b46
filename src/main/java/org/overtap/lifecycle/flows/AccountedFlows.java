package org.overtap.lifecycle.flows;

import java.util.List;
import java.util.OptionalLong;
import org.overtap.record.dataset.ProbeFacts;
import org.overtap.record.table.FlowSource;

/** Flows of which is told, once they were scanned, what became of each probe's records. */
public interface AccountedFlows extends FlowSource {
    /** What is known of each probe; which instrument it is, the measurement tells. */
    List<ProbeFacts> probes();

    /** How often sequence numbers of what was stored jumped; absent where the files do not tell. */
    OptionalLong gaps();
}
