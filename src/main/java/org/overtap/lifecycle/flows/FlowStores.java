package org.overtap.lifecycle.flows;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.overtap.deploy.FlowFiles;
import org.overtap.deploy.NodeShells;
import org.overtap.deploy.journal.Deployment;
import org.overtap.record.Measurement;
import org.overtap.record.MeasurementFile;
import org.overtap.record.RecordException;
import org.overtap.record.dataset.DatasetFolder;
import org.overtap.record.reader.RecordReaders;
import org.overtap.shell.LocalPrograms;
import org.overtap.topology.Topology;
import org.overtap.topology.TopologyException;

/** Finds out what flows can be read from. */
public final class FlowStores {
    private FlowStores() {}

    /** Whether that names a folder, and not something that runs. */
    public static boolean isFolder(String source) {
        return Files.isDirectory(Path.of(source));
    }

    /**
     * What lies in a folder: a dataset, or flow files that were collected.
     *
     * @throws TopologyException if neither is there, or what tells of it cannot be read
     * @throws RecordException if it is there and cannot be read here, with what would help
     */
    public static FlowStore in(Path folder) throws RecordException {
        if (!Files.isReadable(folder) || !Files.isExecutable(folder)) {
            throw new TopologyException(folder + " may not be read by the user who runs this");
        }
        if (DatasetFolder.is(folder)) {
            return new DatasetFlows(folder, DatasetFolder.open(folder));
        }
        Optional<Measurement> measurement = MeasurementFile.in(folder);
        if (measurement.isEmpty()) {
            throw new TopologyException(folder + " has neither a dataset (dataset.json) nor flow files that overtap"
                    + " collected (" + MeasurementFile.NAME + "): give the folder that 'overtap collect' or 'overtap"
                    + " dataset' made; one that an earlier version collected gets that document by one more 'overtap"
                    + " collect --to " + folder + "'");
        }
        return StoredFlows.inFolder(folder, measurement.get(), RecordReaders.builtIn());
    }

    /** A program that is not installed here and without which flow files of that deployment are not read here. */
    public static Optional<String> missingHere(Deployment deployment) throws RecordException {
        RecordReaders readers = RecordReaders.builtIn();
        for (FlowFiles.Source source : FlowFiles.sources(deployment)) {
            for (String program : readers.get(source.output().reader()).programs()) {
                if (!LocalPrograms.has(program)) {
                    return Optional.of(program);
                }
            }
        }
        return Optional.empty();
    }

    /**
     * The flow files of a running deployment, where its nodes stored them.
     *
     * @param routed the deployment's topology with the routes that its nodes tell
     */
    public static FlowStore on(Deployment deployment, Topology routed, NodeShells shells) throws RecordException {
        return StoredFlows.onNodes(deployment, routed, shells, RecordReaders.builtIn());
    }
}
