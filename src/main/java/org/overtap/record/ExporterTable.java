package org.overtap.record;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Who an exporter is: the document {@code exporters.json}.
 *
 * @param experiment the experiment's name
 * @param deployment the deployment's id
 * @param exporters every point at which records were taken, by node
 */
public record ExporterTable(String experiment, String deployment, List<ExporterEntry> exporters) {
    public static final String SCHEMA = "overtap/exporters/1";

    public ExporterTable {
        exporters = exporters.stream()
                .sorted(Comparator.comparing(ExporterEntry::node).thenComparingInt(ExporterEntry::sourceId))
                .toList();
    }

    /** The entry of that interface, of those that run if there are several. */
    public Optional<ExporterEntry> of(String node, String iface) {
        return exporters.stream()
                .filter(e -> e.node().equals(node) && e.iface().equals(iface))
                .max(Comparator.comparing(ExporterEntry::standing));
    }
}
