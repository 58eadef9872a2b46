package org.overtap.lifecycle.flows;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.function.Consumer;
import org.overtap.record.Measurement;
import org.overtap.record.ReadTally;
import org.overtap.record.RecordException;
import org.overtap.record.anonymise.Anonymiser;
import org.overtap.record.anonymise.KeyFile;
import org.overtap.record.dataset.DatasetFacts;
import org.overtap.record.dataset.DatasetManifest;
import org.overtap.record.dataset.DatasetWriter;
import org.overtap.record.dataset.ProbeFacts;
import org.overtap.record.table.Column;
import org.overtap.record.table.FlowSource;
import org.overtap.record.table.FlowTally;

/** Makes a dataset of a measurement's flows, with real names and addresses or without any. */
public final class DatasetMaking {
    private final DatasetRequest request;
    private final Consumer<String> notices;

    /** @param notices hears what the user would not expect */
    public DatasetMaking(DatasetRequest request, Consumer<String> notices) {
        this.request = request;
        this.notices = notices;
    }

    /**
     * Makes it; what cannot be read among the rest is counted.
     *
     * @param missing why something that was stored is not in the store, a sentence each
     * @throws RecordException if nothing can be read
     * @throws IOException if it cannot be written; nothing is left of it then
     */
    public MadeDataset of(FlowStore store, List<String> missing) throws RecordException, IOException {
        AccountedFlows flows = store.flows(request.selection());
        Optional<Anonymiser> disguise = disguise(store.measurement());
        Measurement shown = disguise.map(Anonymiser::measurement).orElse(store.measurement());
        List<ReadTally.Unread> unread = new ArrayList<>();
        FlowSource heard = heard(flows, unread);
        FlowSource source = disguise.map(d -> d.source(heard)).orElse(heard);
        try (DatasetWriter writer = new DatasetWriter(request.out(), request.forms())) {
            FlowTally tally = source.scan(EnumSet.allOf(Column.class), writer);
            copyCaptures(store.captures(), disguise.isPresent(), writer);
            List<ProbeFacts> probes = new ArrayList<>();
            for (ProbeFacts probe : flows.probes()) {
                probes.add(known(disguise.map(d -> disguised(probe, d)).orElse(probe), shown));
            }
            OptionalLong gaps = flows.gaps();
            DatasetManifest manifest = writer.finish(new DatasetFacts(
                    shown,
                    tally,
                    probes,
                    request.version(),
                    Instant.now().truncatedTo(ChronoUnit.SECONDS),
                    disguise.isPresent()));
            return new MadeDataset(request.out(), manifest, request.selection().excluded(), gaps, unread, missing);
        }
    }

    /** Packets tell what a key is to hide. */
    private void copyCaptures(SortedMap<String, Path> captures, boolean disguised, DatasetWriter writer)
            throws IOException {
        if (disguised && !captures.isEmpty()) {
            notices.accept("note: captured packets are left out, " + captures.size()
                    + " files: they tell the addresses and names that the dataset does not");
            return;
        }
        for (Map.Entry<String, Path> capture : captures.entrySet()) {
            try (InputStream packets = Files.newInputStream(capture.getValue())) {
                writer.capture(capture.getKey().replace('/', '-').replaceFirst("^\\.+", ""), packets);
            }
        }
    }

    /** What cannot be read is told to its owner in full, whatever the dataset may tell. */
    private static FlowSource heard(FlowSource flows, List<ReadTally.Unread> unread) {
        return (columns, rows) -> {
            FlowTally tally = flows.scan(columns, rows);
            unread.addAll(tally.unread());
            return tally;
        };
    }

    private Optional<Anonymiser> disguise(Measurement measurement) throws RecordException {
        if (request.key().isEmpty()) {
            return Optional.empty();
        }
        KeyFile key = KeyFile.at(request.key().get());
        if (key.made()) {
            notices.accept("a key was made in " + request.key().get() + ": keep it to replace other data alike, and"
                    + " give it to nobody: who has it can tell what was replaced");
        }
        if (key.shared()) {
            notices.accept("note: others may read the key " + request.key().get() + ": who has it can tell what was"
                    + " replaced ('chmod 600' keeps it to its owner)");
        }
        return Optional.of(new Anonymiser(measurement, key.key()));
    }

    private static ProbeFacts disguised(ProbeFacts probe, Anonymiser disguise) {
        String node = disguise.node(probe.node());
        String iface = disguise.iface(probe.node(), probe.iface());
        return probe.named(node, iface, probe.segment().map(disguise::segment));
    }

    /** Which instrument it is, and in which version, as the measurement that is shown tells. */
    private static ProbeFacts known(ProbeFacts bare, Measurement shown) {
        ProbeFacts probe = shown.exporters().stream()
                .filter(entry ->
                        entry.node().equals(bare.node()) && entry.iface().equals(bare.iface()))
                .flatMap(entry -> entry.counted().stream())
                .findFirst()
                .map(told -> bare.counting(told.received(), told.dropped(), told.exported(), told.lost()))
                .orElse(bare);
        return shown.exporters().stream()
                .filter(entry ->
                        entry.node().equals(probe.node()) && entry.iface().equals(probe.iface()))
                .findFirst()
                .map(entry -> probe.running(
                        entry.instrument(),
                        shown.tool(entry.instrument()).map(Measurement.Tool::versions).orElse(List.of()).stream()
                                .filter(told -> told.node().equals(entry.node()))
                                .map(Measurement.Installed::version)
                                .findFirst()))
                .orElse(probe);
    }
}
