package org.overtap.cli.option;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.overtap.cli.typed.OnExperiment;
import org.overtap.deploy.journal.StateFile;
import org.overtap.lifecycle.Consent;
import org.overtap.lifecycle.ExperimentAccess;
import org.overtap.lifecycle.LifecycleListener;
import org.overtap.lifecycle.OverlayLifecycle;
import org.overtap.lifecycle.flows.FlowStore;
import org.overtap.lifecycle.flows.FlowStores;
import org.overtap.record.once.FlowSelection;
import org.overtap.report.format.TypedCommands;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** From where flows are read, and which: a running experiment, a folder of flow files, or a dataset. */
public final class FlowSourceOptions implements OnExperiment {
    private final Sources sources;

    @Parameters(
            index = "0",
            paramLabel = "SOURCE|DIR",
            description = "${bundle:testbeds}; the folder of 'overtap collect' (needs nfdump); or a dataset's folder")
    private String source;

    @Option(names = "--run", paramLabel = "NAME", description = "only the run of that name (see 'overtap mark')")
    private String run;

    @Option(
            names = "--exclude-segment",
            paramLabel = "SEGMENT",
            description = "leave out what was counted on that segment; repeatable")
    private final Set<String> excluded = new LinkedHashSet<>();

    @Option(
            names = "--state",
            paramLabel = "FILE",
            description = "the state file (default: $XDG_STATE_HOME/overtap/PROJECT-EXPERIMENT.json)")
    private Path state;

    @Mixin
    private ConnectionOptions connection;

    public FlowSourceOptions(Sources sources) {
        this.sources = sources;
    }

    /** Work on flows. */
    public interface Reading {
        /** Does it and tells the exit code. */
        int of(FlowStore store) throws Exception;
    }

    /** What was named. */
    public String source() {
        return source;
    }

    /** Which flows are meant. */
    public FlowSelection selection() {
        return new FlowSelection(excluded, Optional.ofNullable(run));
    }

    /** The folder that was named; empty if it is a running experiment. */
    public Optional<Path> folder() {
        if (sources.isLive(source)) {
            return Optional.empty();
        }
        Path folder = Path.of(source);
        if (!Files.isDirectory(folder)) {
            throw new UsageException("no such source: " + source + " is neither a folder nor an experiment ("
                    + sources.testbeds().syntax() + ")");
        }
        return Optional.of(folder);
    }

    /**
     * Reads flows where they are: on the nodes of a running experiment, or in the folder.
     *
     * @param command the command's name, which others are told
     */
    public int read(PrintWriter err, String command, Reading work) throws Exception {
        Optional<Path> folder = folder();
        return folder.isPresent()
                ? during(new ProgressLines(err), () -> work.of(FlowStores.in(folder.get())))
                : onExperiment(err, command, overlay -> work.of(overlay.stored()));
    }

    @Override
    public Optional<TypedCommands> typedOn() {
        return Optional.ofNullable(source)
                .filter(sources::isLive)
                .map(named -> DeploymentOptions.typed(named, state, connection));
    }

    /** The overlay of the running experiment that was named. */
    public OverlayLifecycle open(LifecycleListener listener) {
        ExperimentAccess access = sources.access(source, connection);
        StateFile file = DeploymentOptions.stateFile(access.experiment(), state);
        return new OverlayLifecycle(access, file, listener, Consent.GIVEN, false);
    }

    /** Work on the overlay of the running experiment that was named, while nobody changes it. */
    public int onExperiment(PrintWriter err, String command, DeploymentOptions.Work work) throws Exception {
        ProgressLines progress = new ProgressLines(err);
        ExperimentAccess access = sources.access(source, connection);
        WhatStands stands = DeploymentOptions.stands(source, access.experiment(), state, connection);
        try (OverlayLifecycle overlay = open(progress)) {
            return Interruption.told(
                    progress,
                    () -> stands.whileReading(command),
                    () -> during(progress, () -> overlay.shared(command, () -> work.on(overlay))));
        }
    }

    private static int during(ProgressLines progress, Callable<Integer> work) throws Exception {
        return Pulse.during(progress, work);
    }
}
