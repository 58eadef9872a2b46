package org.overtap.record.dataset;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.overtap.overlay.plan.PlanFile;
import org.overtap.record.ExporterEntry;
import org.overtap.record.ExporterTable;
import org.overtap.record.Measurement;
import org.overtap.record.MeasurementFile;
import org.overtap.record.guide.OwnerTable;
import org.overtap.record.table.FlowTally;
import org.overtap.topology.file.JsonDocument;
import org.overtap.topology.file.TopologyFile;

/** The documents of a dataset: what explains its tables, and what tells that all is there. */
final class DatasetDocuments {
    private static final String README = "README.md";

    private final DatasetFacts facts;
    private final List<DatasetTable> tables;
    private final DatasetFiles files;

    DatasetDocuments(DatasetFacts facts, List<DatasetTable> tables, DatasetFiles files) {
        this.facts = facts;
        this.tables = tables;
        this.files = files;
    }

    /** Writes all of them; the list of sums is the last. */
    DatasetManifest write() throws IOException {
        Measurement measurement = facts.measurement();
        ExporterTable exporters =
                new ExporterTable(measurement.experiment(), measurement.deployment(), measurement.exporters());
        json("topology.json", TopologyFile.document(measurement.topology()));
        json("plan.json", PlanFile.document(measurement.plan()));
        json(
                "owners.json",
                JsonDocument.tree(
                        OwnerTable.SCHEMA, OwnerTable.of(measurement.topology(), measurement.plan(), exporters)));
        json(MeasurementFile.NAME, MeasurementFile.document(measurement.beside(List.of())));
        files.document(README, new DatasetReadme(manifest()).text());
        DatasetManifest manifest = manifest();
        json(DatasetManifest.NAME, JsonDocument.tree(DatasetManifest.SCHEMA, manifest));
        files.sums();
        return manifest;
    }

    private void json(String name, ObjectNode document) throws IOException {
        files.document(name, JsonDocument.text(document));
    }

    /** Of the files that there are so far. */
    private DatasetManifest manifest() {
        Measurement measurement = facts.measurement();
        return new DatasetManifest(
                measurement.experiment(),
                measurement.deployment(),
                facts.version(),
                facts.made(),
                facts.anonymised(),
                "UTC",
                "IP: bytes are counted from the IP header on",
                measurement.marks(),
                DatasetManifest.ColumnEntry.all(),
                tables.stream().map(DatasetTable::entry).toList(),
                facts.tally(),
                probes(),
                measurement.collectors(),
                measurement.outages(),
                measurement.clocks(),
                files.entries());
    }

    private List<DatasetManifest.ProbeEntry> probes() {
        Map<String, ProbeFacts> accounts = new LinkedHashMap<>();
        facts.probes().forEach(account -> accounts.put(account.probe(), account));
        for (ExporterEntry entry : facts.measurement().exporters()) {
            ProbeFacts account = ProbeFacts.at(entry.node(), entry.iface(), entry.segment());
            accounts.putIfAbsent(account.probe(), account.of(entry.instrument()));
        }
        for (DatasetTable table : tables) {
            table.probes().keySet().forEach(name -> accounts.putIfAbsent(name, ProbeFacts.named(name)));
        }
        List<Map<String, DatasetTable.Counts>> counts =
                tables.stream().map(DatasetTable::probes).toList();
        List<DatasetManifest.ProbeEntry> probes = new ArrayList<>();
        accounts.values().forEach(account -> probes.add(probe(account, counts)));
        return probes;
    }

    private static DatasetManifest.ProbeEntry probe(ProbeFacts account, List<Map<String, DatasetTable.Counts>> tables) {
        long[] rows = new long[tables.size()];
        long packets = 0;
        long bytes = 0;
        for (int i = 0; i < tables.size(); i++) {
            DatasetTable.Counts counts = tables.get(i).get(account.probe());
            if (counts != null) {
                rows[i] = counts.rows();
                packets = FlowTally.plus(packets, counts.packets());
                bytes = FlowTally.plus(bytes, counts.bytes());
            }
        }
        return new DatasetManifest.ProbeEntry(account, rows[0], rows[1], packets, bytes);
    }
}
