package org.overtap.record.dataset;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.overtap.record.Measurement;
import org.overtap.record.table.Column;
import org.overtap.record.table.FlowTally;
import org.overtap.topology.TopologyException;

/**
 * What a dataset is and has: the document {@code dataset.json}.
 *
 * @param experiment the experiment's name
 * @param deployment the deployment's id
 * @param version the version of the program that made it
 * @param made when, in UTC
 * @param anonymised whether addresses and names were replaced
 * @param timeZone of all times
 * @param byteBase from where on a packet's bytes are counted
 * @param runs what the user named while it ran
 * @param columns of both tables, in their order
 * @param tables each with its counts
 * @param tally what came of turning records into the rows
 * @param probes each with what it counted and lost
 * @param collectors each with what the kernel dropped before it
 * @param outages when something that was to measure or store did not
 * @param clocks how clocks of nodes differed from the one by which all times are told
 * @param files all but this document and the list of sums
 */
public record DatasetManifest(
        String experiment,
        String deployment,
        String version,
        Instant made,
        boolean anonymised,
        String timeZone,
        String byteBase,
        List<Measurement.Mark> runs,
        List<ColumnEntry> columns,
        List<TableEntry> tables,
        FlowTally tally,
        List<ProbeEntry> probes,
        List<Measurement.Collector> collectors,
        List<Measurement.Gap> outages,
        List<Measurement.ClockOffset> clocks,
        List<FileEntry> files) {
    static final String FAMILY = "overtap/dataset/";
    static final int NUMBER = 1;
    public static final String SCHEMA = FAMILY + NUMBER;

    /** The document's name in a dataset's folder. */
    static final String NAME = "dataset.json";

    public DatasetManifest {
        if (experiment == null || deployment == null || tally == null) {
            throw new TopologyException("a dataset's document needs an experiment, a deployment and a tally");
        }
        runs = runs == null ? List.of() : List.copyOf(runs);
        columns = columns == null ? List.of() : List.copyOf(columns);
        tables = tables == null ? List.of() : List.copyOf(tables);
        probes = probes == null ? List.of() : List.copyOf(probes);
        collectors = collectors == null ? List.of() : List.copyOf(collectors);
        outages = outages == null ? List.of() : List.copyOf(outages);
        clocks = clocks == null ? List.of() : List.copyOf(clocks);
        files = files == null ? List.of() : List.copyOf(files);
    }

    /**
     * A column.
     *
     * @param name as it stands in files
     * @param type text, number or time
     * @param unit what its numbers count; empty where they are no amounts
     * @param meaning in words
     * @param partition whether Parquet files lie in folders that tell it, and do not have it themselves
     */
    public record ColumnEntry(String name, String type, String unit, String meaning, boolean partition) {
        static List<ColumnEntry> all() {
            return Arrays.stream(Column.values())
                    .map(column -> new ColumnEntry(
                            column.title(),
                            column.type().name().toLowerCase(Locale.ROOT),
                            column.unit(),
                            column.meaning(),
                            column.partition()))
                    .toList();
        }
    }

    /**
     * A table.
     *
     * @param name flows or crossings
     * @param forms in which it is stored
     * @param rows how many rows it has
     * @param packets packets in these
     * @param bytes IP bytes in these
     */
    public record TableEntry(String name, List<String> forms, long rows, long packets, long bytes) {
        public TableEntry {
            forms = List.copyOf(forms);
        }
    }

    /**
     * A probe.
     *
     * @param account what is known of it
     * @param flows rows of the table of flows that it counted
     * @param crossings rows of the table of crossings that it counted
     * @param packets packets in both
     * @param bytes IP bytes in both
     */
    public record ProbeEntry(@JsonUnwrapped ProbeFacts account, long flows, long crossings, long packets, long bytes) {}

    /**
     * A file.
     *
     * @param path relative to the dataset's folder, with {@code /} between names
     * @param size its bytes
     * @param sha256 the SHA-256 sum of these, in hexadecimal
     * @param rows how many rows it has, if it has rows
     */
    public record FileEntry(
            String path,
            long size,
            String sha256,
            @JsonInclude(JsonInclude.Include.NON_DEFAULT) long rows) {}

    /** How many rows that table has. */
    public long rows(String table) {
        return tables.stream()
                .filter(entry -> entry.name().equals(table))
                .mapToLong(TableEntry::rows)
                .sum();
    }
}
