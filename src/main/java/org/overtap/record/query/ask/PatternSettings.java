package org.overtap.record.query.ask;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.overtap.record.query.FlowFindings;

/**
 * How a pattern is looked for.
 *
 * @param thresholds those that differ from the usual ones, by name
 * @param since from when on something is new, if that is told
 * @param limit how many findings are wanted, the first ones; 0 is all
 */
public record PatternSettings(Map<String, Double> thresholds, Optional<Since> since, int limit) {
    public PatternSettings {
        thresholds = Map.copyOf(thresholds);
    }

    /** What that threshold is. */
    double of(Threshold threshold) {
        return thresholds.getOrDefault(threshold.name(), threshold.usual());
    }

    /** All of a pattern, as they are. */
    List<FlowFindings.Measure> measures(List<Threshold> all) {
        return all.stream()
                .map(threshold -> new FlowFindings.Measure(threshold.name(), of(threshold), threshold.meaning()))
                .toList();
    }

    /** The first ones of a list that has the strongest first. */
    <T> List<T> first(List<T> all) {
        return limit > 0 && all.size() > limit ? all.subList(0, limit) : all;
    }
}
