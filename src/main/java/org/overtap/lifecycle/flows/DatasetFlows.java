package org.overtap.lifecycle.flows;

import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import org.overtap.overlay.plan.OverlayPlan;
import org.overtap.record.Measurement;
import org.overtap.record.RecordException;
import org.overtap.record.dataset.DatasetFolder;
import org.overtap.record.dataset.DatasetManifest;
import org.overtap.record.dataset.ProbeFacts;
import org.overtap.record.once.FlowSelection;
import org.overtap.record.table.Column;
import org.overtap.record.table.FlowRows;
import org.overtap.record.table.FlowTally;

/** A dataset that somebody made, read by nothing but a Java machine. */
final class DatasetFlows implements FlowStore {
    private final Path folder;
    private final DatasetFolder dataset;
    private final Measurement measurement;

    DatasetFlows(Path folder, DatasetFolder dataset) throws RecordException {
        this.folder = folder;
        this.dataset = dataset;
        this.measurement = dataset.measurement();
    }

    @Override
    public String title() {
        return "the dataset in " + folder;
    }

    @Override
    public Measurement measurement() {
        return measurement;
    }

    @Override
    public AccountedFlows flows(FlowSelection selection) {
        Selections.require(measurement, selection);
        return new Selected(dataset, measurement, selection);
    }

    /** The rows that are wanted. */
    private record Selected(DatasetFolder dataset, Measurement measurement, FlowSelection selection)
            implements AccountedFlows {
        @Override
        public FlowTally scan(Set<Column> columns, FlowRows rows) throws RecordException, IOException {
            if (selection.equals(FlowSelection.ALL)) {
                return dataset.scan(columns, rows);
            }
            Set<Column> all =
                    EnumSet.of(Column.RUN, Column.SEGMENT, Column.PATH, Column.PACKETS, Column.BYTES, Column.RECORDS);
            all.addAll(columns);
            SelectedRows selected = new SelectedRows(selection, probed(), rows);
            return selected.tally(dataset.scan(all, selected));
        }

        private Set<String> probed() {
            return measurement.plan().probes().stream()
                    .flatMap(probe -> probe.interfaces().stream())
                    .map(OverlayPlan.MonitoredInterface::segment)
                    .collect(Collectors.toSet());
        }

        @Override
        public List<ProbeFacts> probes() {
            return dataset.manifest().probes().stream()
                    .map(DatasetManifest.ProbeEntry::account)
                    .toList();
        }

        @Override
        public OptionalLong gaps() {
            long[] told = probes().stream()
                    .flatMapToLong(probe -> probe.gaps().stream())
                    .toArray();
            return told.length == 0
                    ? OptionalLong.empty()
                    : OptionalLong.of(java.util.Arrays.stream(told).sum());
        }
    }
}
