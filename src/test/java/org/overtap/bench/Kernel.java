package org.overtap.bench;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Locale;
import java.util.Optional;

/**
 * What one part of placement takes, as JMH measured it.
 *
 * @param benchmark the part
 * @param family the kind of network
 * @param size how many nodes
 * @param tool what did it
 * @param score the mean
 * @param error half the width of its 99.9 % confidence interval, NaN where JMH gives none
 * @param unit of both
 * @param forks how many JVMs
 * @param iterations how many measurements in each
 * @param peer how much longer the fastest peer took, where there is one
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
record Kernel(
        String benchmark,
        String family,
        long size,
        String tool,
        double score,
        double error,
        String unit,
        int forks,
        int iterations,
        Optional<Peer> peer) {
    static final String HEAD = String.format(
            Locale.ROOT,
            "%-11s %-8s %7s  %-46s %9s %9s  %-5s  %s",
            "kernel",
            "family",
            "size",
            "tool",
            "score",
            "error",
            "unit",
            "fastest peer takes");

    /**
     * The same work by another library in the same run.
     *
     * @param tool what did it
     * @param ratio its time by ours
     * @param error how far off that may be, both errors at their worst
     */
    record Peer(String tool, double ratio, double error) {
        /** How much longer the other took. */
        static Peer of(Kernel own, Kernel other) {
            double ratio = other.score / own.score;
            double relative = own.error / own.score + other.error / other.score;
            return new Peer(other.tool, ratio, ratio * relative);
        }
    }

    Kernel against(Kernel other) {
        return new Kernel(
                benchmark,
                family,
                size,
                tool,
                score,
                error,
                unit,
                forks,
                iterations,
                Optional.of(Peer.of(this, other)));
    }

    boolean sameWorkAs(Kernel other) {
        return benchmark.equals(other.benchmark) && family.equals(other.family) && size == other.size;
    }

    String line() {
        return String.format(
                Locale.ROOT,
                "%-11s %-8s %7d  %-46s %9.3f %9.3f  %-5s  %s",
                benchmark,
                family,
                size,
                tool,
                score,
                error,
                unit,
                peer.map(p -> String.format(Locale.ROOT, "%.1f +- %.1f times", p.ratio(), p.error()))
                        .orElse("-"));
    }
}
