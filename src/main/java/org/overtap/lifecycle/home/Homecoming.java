package org.overtap.lifecycle.home;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.overtap.deploy.NodeShells;
import org.overtap.deploy.home.FlowCollection;
import org.overtap.deploy.journal.DeployException;
import org.overtap.deploy.journal.Deployment;
import org.overtap.lifecycle.measured.DeployedMeasurement;
import org.overtap.record.guide.GuideFiles;
import org.overtap.record.reader.RecordReaders;
import org.overtap.topology.Topology;

/** Brings a deployment's flow files into a folder of the user's, and writes beside them what explains them. */
public final class Homecoming {
    private final Deployment deployment;
    private final Topology routed;
    private final FlowCollection collection;

    /**
     * @param routed the deployment's topology, with the routes that its nodes tell now as far as they do
     */
    public Homecoming(Deployment deployment, Topology routed, NodeShells shells) {
        this.deployment = deployment;
        this.routed = routed;
        this.collection = new FlowCollection(deployment, shells);
    }

    /**
     * Brings the files that are closed, while what writes them may go on.
     *
     * @throws DeployException if the folder cannot take any
     */
    public CollectedFlows collect(Path into) throws DeployException {
        FlowFolders.requireOwn(into, deployment);
        return explained(into, collection.collect(into));
    }

    /** Brings all there is, once nothing writes any more. */
    public CollectedFlows collectRest(Path into) throws DeployException {
        FlowFolders.requireOwn(into, deployment);
        return explained(into, collection.collectRest(into));
    }

    private CollectedFlows explained(Path into, FlowCollection.Outcome outcome) throws DeployException {
        List<FlowCollection.Part> here = new ArrayList<>(outcome.parts());
        outcome.brought().forEach(files -> here.add(new FlowCollection.Part(files.source(), files.folder())));
        List<Path> documents = here.isEmpty() ? List.of() : documents(into, here);
        return new CollectedFlows(into, outcome.brought(), documents, outcome.failures());
    }

    private List<Path> documents(Path into, List<FlowCollection.Part> here) throws DeployException {
        Map<String, String> folders = new HashMap<>();
        here.forEach(files -> folders.put(files.source().entry().place(), below(into, files)));
        GuideFiles guide = new GuideFiles(into, RecordReaders.builtIn());
        for (FlowCollection.Part files : here) {
            guide.add(
                    below(into, files),
                    files.source().node(),
                    files.source().daemon().instrument(),
                    files.source().output());
        }
        try {
            return guide.write(new DeployedMeasurement(deployment, routed).lying(folders));
        } catch (IOException e) {
            throw new DeployException("the flow files are in " + into + ", but what explains them cannot be written"
                    + " beside them: " + e.getMessage());
        }
    }

    /** Where they are, relative to the folder. */
    private static String below(Path into, FlowCollection.Part files) {
        return into.relativize(files.folder()).toString();
    }
}
