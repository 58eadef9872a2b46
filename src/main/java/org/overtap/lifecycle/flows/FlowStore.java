package org.overtap.lifecycle.flows;

import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;
import org.overtap.record.Measurement;
import org.overtap.record.RecordException;
import org.overtap.record.once.FlowSelection;
import org.overtap.topology.TopologyException;

/** A place from which the flows of one measurement can be read. */
public interface FlowStore {
    /** What it is, for people: a noun phrase. */
    String title();

    /** What is known of the measurement besides its flows. */
    Measurement measurement();

    /** Files of captured packets that are here, by where they lie below the store. */
    default SortedMap<String, Path> captures() throws RecordException {
        return new TreeMap<>();
    }

    /**
     * Its flows. Nothing is read before they are scanned.
     *
     * @throws TopologyException if no segment or run is called as the selection says
     * @throws RecordException if they cannot be read at all, with what would help
     */
    AccountedFlows flows(FlowSelection selection) throws RecordException;
}
