package org.overtap.lifecycle.view;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.overtap.record.Measurement;
import org.overtap.record.ReadTally;
import org.overtap.record.RecordException;
import org.overtap.record.dataset.ProbeFacts;
import org.overtap.record.table.FlowSource;
import org.overtap.record.table.FlowTally;

/**
 * What came of reading all flows of a measurement.
 *
 * @param volume what passed on each segment
 * @param notes what a reader should know of it, a sentence each
 */
record MeasuredVolume(SegmentVolume volume, List<String> notes) {

    /**
     * Reads them, in one pass.
     *
     * @throws RecordException if nothing can be read
     */
    static MeasuredVolume of(FlowSource flows) throws RecordException, IOException {
        VolumeRows rows = new VolumeRows();
        FlowTally tally = flows.scan(VolumeRows.COLUMNS, rows);
        List<String> notes = new ArrayList<>(rows.notes());
        tally.unread().stream().map(ReadTally.Unread::toString).forEach(text -> notes.add("unread: " + text));
        return new MeasuredVolume(rows.volume(), notes);
    }

    /** When something did not measure or store, a sentence each. */
    static List<String> outages(List<Measurement.Gap> gaps) {
        return gaps.stream()
                .map(gap -> "outage: " + gap.name() + " on " + gap.node()
                        + gap.from().map(from -> ", from " + from).orElse("")
                        + gap.to().map(to -> ", to " + to).orElse(", until now") + ": " + gap.why())
                .toList();
    }

    /** What is known of probes that measured and are not asked any more; of some nothing is but a name in rows. */
    static List<DaemonHealth> health(List<ProbeFacts> probes) {
        return probes.stream()
                .filter(probe -> !probe.node().isEmpty())
                .map(MeasuredVolume::health)
                .toList();
    }

    private static DaemonHealth health(ProbeFacts probe) {
        Map<String, Long> counters = new LinkedHashMap<>();
        probe.received().ifPresent(count -> counters.put("received", count));
        probe.dropped().ifPresent(count -> counters.put("dropped", count));
        probe.exported().ifPresent(count -> counters.put("exported", count));
        probe.stored().ifPresent(count -> counters.put("stored", count));
        probe.gaps().ifPresent(count -> counters.put("gaps", count));
        probe.lost().ifPresent(count -> counters.put("lost", count));
        return new DaemonHealth(
                probe.node(),
                DaemonHealth.PROBE,
                probe.iface(),
                probe.segment().orElse(""),
                DaemonHealth.ENDED,
                counters);
    }
}
