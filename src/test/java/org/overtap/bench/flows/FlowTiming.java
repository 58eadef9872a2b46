package org.overtap.bench.flows;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Locale;

/**
 * What one task took, and what nfdump took for the same records in the same run of the bench.
 *
 * @param task what was done
 * @param records of how many records
 * @param seconds the whole process
 * @param nfdump what nfdump was asked
 * @param nfdumpSeconds what that took
 * @param ratio of the two
 * @param mostRatio what it may be
 * @param peakMiB resident memory of the process and of what it started
 * @param mostMiB what that may be
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record FlowTiming(
        String task,
        long records,
        double seconds,
        String nfdump,
        double nfdumpSeconds,
        double ratio,
        double mostRatio,
        long peakMiB,
        long mostMiB) {
    static final String HEAD = String.format(
            Locale.ROOT,
            "%-36s %11s %8s  %-32s %8s %6s %6s %9s",
            "flows",
            "records",
            "seconds",
            "nfdump",
            "seconds",
            "ratio",
            "most",
            "peak MiB");

    static FlowTiming of(
            String task, long records, WholeRun run, String nfdump, WholeRun its, double mostRatio, long mostMiB) {
        double ratio = Math.round(run.seconds() / its.seconds() * 100) / 100.0;
        return new FlowTiming(
                task, records, run.seconds(), nfdump, its.seconds(), ratio, mostRatio, run.peakMiB(), mostMiB);
    }

    String line() {
        return String.format(
                Locale.ROOT,
                "%-36s %11d %8.1f  %-32s %8.1f %6.2f %6.2f %9d",
                task,
                records,
                seconds,
                nfdump,
                nfdumpSeconds,
                ratio,
                mostRatio,
                peakMiB);
    }

    boolean reached() {
        return ratio <= mostRatio && peakMiB < mostMiB;
    }
}
