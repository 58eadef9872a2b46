package org.overtap.bench;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;

/**
 * One row of the bench.
 *
 * @param family the kind of network
 * @param size how many nodes, or how many maps
 * @param tool what was run
 * @param seconds what it took; what that spans is part of the tool's text
 * @param peakMiB peak resident memory of its process
 * @param probes how many nodes probe, or -1 where the tool found no answer in its time
 * @param bound what is proven to be needed, or -1 where the tool gives no bound
 * @param note empty, or why a number is missing
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
record Measured(
        String family, long size, String tool, double seconds, long peakMiB, long probes, long bound, String note) {

    static final String HEAD = String.format(
            Locale.ROOT,
            "%-10s %8s  %-44s %8s %9s %8s %8s %7s",
            "family",
            "size",
            "tool",
            "seconds",
            "peak MiB",
            "probes",
            "bound",
            "gap");

    static Measured missing(String family, long size, String tool, String why) {
        return new Measured(family, size, tool, 0, 0, 0, -1, why);
    }

    /** With what a measured process printed. */
    static Measured of(String family, long size, String tool, JsonNode result) {
        return new Measured(
                family,
                size,
                tool,
                result.get("seconds").asDouble(),
                result.get("peakMiB").asLong(),
                result.get("probes").asLong(),
                result.get("bound").asLong(),
                "");
    }

    boolean proven() {
        return probes == bound;
    }

    String line() {
        if (!note.isEmpty()) {
            return String.format(Locale.ROOT, "%-10s %8d  %-44s %s", family, size, tool, note);
        }
        String quality = bound < 0 || probes < 0 ? "-" : proven() ? "proven" : gap();
        return String.format(
                Locale.ROOT,
                "%-10s %8d  %-44s %8.2f %9d %8s %8s %7s",
                family,
                size,
                tool,
                seconds,
                peakMiB,
                orDash(probes),
                orDash(bound),
                quality);
    }

    private static String orDash(long number) {
        return number < 0 ? "-" : Long.toString(number);
    }

    private String gap() {
        return String.format(Locale.ROOT, "%.2f %%", 100.0 * (probes - bound) / probes);
    }
}
