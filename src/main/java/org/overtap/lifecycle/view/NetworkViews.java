package org.overtap.lifecycle.view;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.overtap.lifecycle.flows.AccountedFlows;
import org.overtap.lifecycle.flows.FlowStore;
import org.overtap.lifecycle.flows.FlowStores;
import org.overtap.overlay.compact.CompactPlan;
import org.overtap.overlay.plan.OverlayPlan;
import org.overtap.record.Measurement;
import org.overtap.record.MeasurementFile;
import org.overtap.record.RecordException;
import org.overtap.record.dataset.DatasetFolder;
import org.overtap.record.dataset.DatasetManifest;
import org.overtap.record.once.FlowSelection;
import org.overtap.topology.Topology;
import org.overtap.topology.TopologyException;

/** Makes what is looked at from what there is: a plan, or a folder with what was measured. */
public final class NetworkViews {
    static final String PLAN = "plan";
    private static final String DATASET = "dataset";
    private static final String FLOW_FILES = "flow files";

    private NetworkViews() {}

    /** What would be deployed. */
    public static NetworkView planned(Topology topology, OverlayPlan plan) {
        return planned(Optional.of(topology), plan, List.of());
    }

    /** What would be deployed on a drawing of very many nodes. */
    public static NetworkView planned(CompactPlan plan) {
        return new NetworkView(
                plan.head().experiment(),
                PLAN,
                Optional.empty(),
                Optional.of(plan.head()),
                List.of(),
                Optional.empty(),
                Optional.of(plan),
                List.of());
    }

    /** What would be deployed, where only the plan itself is known. */
    public static NetworkView planned(OverlayPlan plan) {
        return planned(
                Optional.empty(),
                plan,
                List.of(
                        "a plan's file does not list the nodes of its experiment: this is a picture of the segments that"
                                + " it names"));
    }

    private static NetworkView planned(Optional<Topology> topology, OverlayPlan plan, List<String> notes) {
        return new NetworkView(
                plan.experiment(), PLAN, topology, Optional.of(plan), List.of(), Optional.empty(), notes);
    }

    /** Whether a folder has something that was measured. */
    public static boolean measuredIn(Path folder) {
        return DatasetFolder.is(folder) || Files.isRegularFile(folder.resolve(MeasurementFile.NAME));
    }

    /**
     * What was measured and lies in a folder: a dataset, or flow files that were brought there.
     *
     * @throws TopologyException if neither is there, or what tells of it cannot be read
     * @throws RecordException if it is there and cannot be read here, with what would help
     */
    public static NetworkView in(Path folder) throws RecordException, IOException {
        if (!DatasetFolder.is(folder)) {
            return measured(FlowStores.in(folder), FLOW_FILES);
        }
        DatasetFolder dataset = DatasetFolder.open(folder);
        try {
            dataset.measurement();
        } catch (RecordException e) {
            return withoutTopology(dataset, e.getMessage());
        }
        return measured(FlowStores.in(folder), DATASET);
    }

    private static NetworkView measured(FlowStore store, String kind) throws RecordException, IOException {
        Measurement measurement = store.measurement();
        AccountedFlows flows = store.flows(FlowSelection.ALL);
        MeasuredVolume measured = MeasuredVolume.of(flows);
        List<String> notes = new ArrayList<>(measured.notes());
        notes.addAll(MeasuredVolume.outages(measurement.outages()));
        return new NetworkView(
                measurement.experiment(),
                kind,
                Optional.of(measurement.topology()),
                Optional.of(measurement.plan()),
                MeasuredVolume.health(flows.probes()),
                Optional.of(measured.volume()),
                notes);
    }

    /** Its rows tell of segments, and its document of probes. */
    private static NetworkView withoutTopology(DatasetFolder dataset, String why) throws RecordException, IOException {
        DatasetManifest manifest = dataset.manifest();
        MeasuredVolume measured = MeasuredVolume.of(dataset);
        List<String> notes = new ArrayList<>(List.of("the nodes of the experiment are not known: " + why));
        notes.addAll(measured.notes());
        notes.addAll(MeasuredVolume.outages(manifest.outages()));
        return new NetworkView(
                manifest.experiment(),
                DATASET,
                Optional.empty(),
                Optional.empty(),
                MeasuredVolume.health(manifest.probes().stream()
                        .map(DatasetManifest.ProbeEntry::account)
                        .toList()),
                Optional.of(measured.volume()),
                notes);
    }
}
