package org.overtap.record.dataset;

import java.time.Instant;
import java.util.List;
import org.overtap.record.Measurement;
import org.overtap.record.table.FlowTally;

/**
 * What a dataset tells besides its rows. All of it is written as it is: what must not be told is replaced before.
 *
 * @param measurement the experiment, the plan, the runs, outages and clocks
 * @param tally what came of turning records into the rows
 * @param probes what is known of each probe
 * @param version the version of the program that makes the dataset
 * @param made when it is made
 * @param anonymised whether addresses and names were replaced
 */
public record DatasetFacts(
        Measurement measurement,
        FlowTally tally,
        List<ProbeFacts> probes,
        String version,
        Instant made,
        boolean anonymised) {
    public DatasetFacts {
        probes = List.copyOf(probes);
    }
}
