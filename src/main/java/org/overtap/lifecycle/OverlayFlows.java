package org.overtap.lifecycle;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.overtap.deploy.NodeCopies;
import org.overtap.deploy.NodeShells;
import org.overtap.deploy.journal.DeployException;
import org.overtap.deploy.journal.Deployment;
import org.overtap.lifecycle.flows.DatasetMaking;
import org.overtap.lifecycle.flows.DatasetRequest;
import org.overtap.lifecycle.flows.FlowStore;
import org.overtap.lifecycle.flows.FlowStores;
import org.overtap.lifecycle.flows.MadeDataset;
import org.overtap.lifecycle.home.CollectedFlows;
import org.overtap.lifecycle.home.FlowFolders;
import org.overtap.lifecycle.home.Homecoming;
import org.overtap.lifecycle.measured.NodeFieldwork;
import org.overtap.lifecycle.view.NetworkView;
import org.overtap.lifecycle.view.RunningView;
import org.overtap.overlay.plan.PlanTiming;
import org.overtap.record.RecordException;
import org.overtap.testbed.TestbedException;
import org.overtap.verify.CoverageVerification;

/** What a standing overlay measured: brought home, read, and made into datasets. */
final class OverlayFlows {
    /** After a collector's turn its file is still to be closed. */
    private static final int SLACK_SECONDS = 2;

    private final StandingOverlay standing;
    private final LifecycleListener listener;
    private final CoverageVerification.Pause pause;

    OverlayFlows(StandingOverlay standing, LifecycleListener listener, CoverageVerification.Pause pause) {
        this.standing = standing;
        this.listener = listener;
        this.pause = pause;
    }

    /** Brings flow files into that folder, else into one of the experiment's name. */
    CollectedFlows collect(Optional<Path> to) throws TestbedException, DeployException {
        Deployment deployment = standing.here();
        CollectedFlows flows = bring(deployment, to.orElseGet(() -> FlowFolders.first(deployment)));
        if (!flows.complete()) {
            throw new DeployException(flows.failureText() + "\n"
                    + (flows.files() == 0 ? "nothing was brought" : "what could be brought is in " + flows.folder()));
        }
        return flows;
    }

    private CollectedFlows bring(Deployment deployment, Path folder) throws TestbedException, DeployException {
        NodeShells shells = standing.shells(deployment);
        NodeFieldwork now = NodeFieldwork.ask(deployment, shells, listener::say);
        CollectedFlows flows = new Homecoming(now.noted(deployment), now.routed(), shells).collect(folder);
        flows.notices().forEach(listener::say);
        // Where nothing is, nobody looks for what was brought before.
        boolean some = !flows.documents().isEmpty();
        standing.memory()
                .amend(remembered -> flows.complete()
                        ? now.noted(remembered).afterCollect(folder)
                        : some ? now.noted(remembered).afterPartOfCollect(folder) : now.noted(remembered));
        NodeCopies.refresh(standing.memory(), shells, listener::say);
        return flows;
    }

    /** Its flow files, where its nodes stored them. */
    FlowStore onNodes() throws TestbedException, DeployException, RecordException {
        Deployment deployment = standing.here();
        NodeShells shells = standing.shells(deployment);
        NodeFieldwork now = NodeFieldwork.ask(deployment, shells, listener::say);
        return FlowStores.on(now.noted(deployment), now.routed(), shells);
    }

    /** What is deployed and what it measured until now, if anything is deployed. */
    Optional<NetworkView> seen() throws TestbedException, IOException {
        Optional<Deployment> deployment = standing.known();
        return deployment.isPresent()
                ? Optional.of(new RunningView(deployment.get(), standing.shells(deployment.get()), listener::say).now())
                : Optional.empty();
    }

    /**
     * Makes a dataset of all that was stored. What was brought before may be on no node any more, so the rest is brought
     * to it and all is read here; where nothing here reads it, nodes do.
     */
    MadeDataset dataset(DatasetRequest request, boolean awaited, Optional<Path> to)
            throws TestbedException, DeployException, RecordException, IOException {
        DatasetMaking making = new DatasetMaking(request, listener::say);
        Deployment deployment = standing.here();
        if (awaited) {
            await(deployment);
        }
        Optional<String> missing = FlowStores.missingHere(deployment);
        if (missing.isPresent()) {
            listener.say("note: " + missing.get() + " is not installed here: records are read on the nodes that stored"
                    + " them"
                    + (deployment.collected().folder().isPresent()
                            ? ", and what only "
                                    + deployment.collected().folder().get() + " has is left out"
                            : ""));
            return making.of(onNodes(), List.of());
        }
        CollectedFlows flows = bring(deployment, to.orElseGet(() -> FlowFolders.last(deployment)));
        if (flows.documents().isEmpty() && !flows.complete()) {
            throw new DeployException(flows.failureText()
                    + deployment.collected().folder().map(FlowFolders::hint).orElse(""));
        }
        if (flows.documents().isEmpty()) {
            return making.of(onNodes(), List.of());
        }
        listener.say(
                flows.folders().isEmpty()
                        ? "nothing could be brought: the dataset has what is in " + flows.folder() + " from before"
                        : "flow files are in " + flows.folder() + ": " + flows.files() + ", " + flows.newFiles()
                                + " of them new");
        return making.of(
                FlowStores.in(flows.folder()), List.copyOf(flows.failures().values()));
    }

    /** Until what passed by now was told and its file is closed, if its flow has ended. */
    private void await(Deployment deployment) throws DeployException {
        PlanTiming timing = deployment.plan().timing();
        int seconds = timing.idle() + deployment.journal().late() + timing.rotate() + SLACK_SECONDS;
        listener.say("wait " + seconds + " s until what passed by now is stored");
        try {
            pause.of(Duration.ofSeconds(seconds));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DeployException("interrupted while it waited");
        }
    }
}
