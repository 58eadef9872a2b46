package org.overtap.report.flows;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.overtap.record.Measurement;
import org.overtap.record.query.FlowAnswer;
import org.overtap.record.query.Grouping;
import org.overtap.record.query.TopFlows;
import org.overtap.topology.Segment;

/**
 * What a query came to, with what explains it.
 *
 * @param source from what it was read: a noun phrase
 * @param measurement what is known of the measurement
 * @param answer what the query came to
 * @param run the one run that was asked about
 * @param excluded segments that were left out at the user's wish
 * @param gaps how often sequence numbers jumped, of each probe or collector of which that is known and more than 0
 */
public record PrintedFlows(
        String source,
        Measurement measurement,
        FlowAnswer answer,
        Optional<String> run,
        Set<String> excluded,
        Map<String, Long> gaps) {
    public PrintedFlows {
        excluded = new TreeSet<>(excluded);
        gaps = new TreeMap<>(gaps);
    }

    /** Segments of the experiment on which nothing was counted, if each segment was asked for; none that is excluded. */
    List<String> silent() {
        if (!(answer.view() instanceof TopFlows top)
                || top.by() != Grouping.SEGMENT
                || top.top().size() < top.groups()) {
            return List.of();
        }
        List<String> silent = new ArrayList<>(
                measurement.topology().segments().stream().map(Segment::name).toList());
        silent.removeAll(excluded);
        top.top().forEach(entry -> entry.key().get(0).ifPresent(silent::remove));
        return silent;
    }
}
