package org.overtap.cli.view;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.overtap.cli.live.OverlayWatch;
import org.overtap.cli.option.DeploymentOptions;
import org.overtap.cli.option.PlanSourceOptions;
import org.overtap.cli.option.ProgressLines;
import org.overtap.cli.option.ResultFile;
import org.overtap.cli.option.Sources;
import org.overtap.cli.option.UsageException;
import org.overtap.cli.option.WhatStands;
import org.overtap.cli.typed.OnExperiment;
import org.overtap.lifecycle.Consent;
import org.overtap.lifecycle.ExperimentAccess;
import org.overtap.lifecycle.OverlayLifecycle;
import org.overtap.lifecycle.PlanPolicy;
import org.overtap.lifecycle.PlanRequest;
import org.overtap.lifecycle.view.NetworkView;
import org.overtap.lifecycle.view.NetworkViews;
import org.overtap.overlay.compact.CompactPlanner;
import org.overtap.overlay.plan.PlanFile;
import org.overtap.report.format.TypedCommands;
import org.overtap.report.picture.PictureDocument;
import org.overtap.topology.file.JsonDocument;
import org.overtap.topology.graph.NetworkGraph;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What is to be looked at: what was deployed, what was measured, or what would be planned. */
final class ViewSource implements OnExperiment {
    private final Sources sources;

    @Parameters(
            index = "0",
            paramLabel = "SOURCE|DIR",
            description = "${bundle:testbeds}; the folder of 'overtap collect' (needs nfdump), or a dataset's; a plan's"
                    + " file; or what else 'overtap plan' takes")
    private String source;

    @Option(
            names = "--state",
            paramLabel = "FILE",
            description = "the state file (default: $XDG_STATE_HOME/overtap/PROJECT-EXPERIMENT.json)")
    private Path state;

    @Mixin
    private PlanSourceOptions asked;

    ViewSource(Sources sources) {
        this.sources = sources;
    }

    /** What can be looked at again and again. */
    interface Looking extends AutoCloseable {
        NetworkView now() throws Exception;

        @Override
        default void close() {
            // Most have nothing open.
        }
    }

    /** What was named. */
    String name() {
        return source;
    }

    /** Whether it may look different the next time. */
    boolean changes() {
        return sources.isLive(source) || isMeasured();
    }

    /**
     * What is drawn is not overwritten by its picture; in a folder no document is but a picture's own.
     *
     * @throws UsageException if that file is something else of it
     */
    void requireApart(Path picture) throws IOException {
        Path path = Path.of(source);
        if (sources.isLive(source) || !Files.isRegularFile(picture)) {
            return;
        }
        ResultFile.requireApart(picture, path);
        boolean within = Files.isDirectory(path)
                && picture.toRealPath().startsWith(path.toRealPath())
                && picture.toString().endsWith(".json");
        if (within && !JsonDocument.schema(JsonDocument.readText(picture)).equals(PictureDocument.SCHEMA)) {
            throw ResultFile.overwrites(picture, path);
        }
    }

    private boolean isMeasured() {
        return Files.isDirectory(Path.of(source)) && NetworkViews.measuredIn(Path.of(source));
    }

    @Override
    public Optional<TypedCommands> typedOn() {
        return Optional.ofNullable(source)
                .filter(sources::isLive)
                .map(named -> DeploymentOptions.typed(named, state, asked.connection()));
    }

    /** What to say where looking at it is interrupted. */
    String interrupted() {
        if (!sources.isLive(source)) {
            return "interrupted: nothing was written";
        }
        String experiment = sources.access(source, asked.connection()).experiment();
        WhatStands stands = DeploymentOptions.stands(source, experiment, state, asked.connection());
        return stands.whileReading("view");
    }

    /**
     * Opens it.
     *
     * @throws UsageException if nothing is called so, or it is too large
     */
    Looking open(PrintWriter err) {
        // In a picture there is room for why each probe is where it is.
        PlanRequest request = asked.request(sources.isDrawing(source), true);
        if (sources.isLive(source)) {
            return new Running(watch(err), request);
        }
        Path path = Path.of(source);
        if (isMeasured()) {
            return () -> NetworkViews.in(path);
        }
        if (isPlan(path)) {
            NetworkView view = NetworkViews.planned(PlanFile.read(path));
            return () -> view;
        }
        if (Files.isDirectory(path) && !Files.exists(path.resolve("topology.json"))) {
            throw new UsageException("folder " + source + " has no dataset (dataset.json), no flow files that overtap"
                    + " collected (measurement.json) and no topology.json");
        }
        NetworkView view = planned(request.on(sources.traitsOfFiles()));
        return () -> view;
    }

    private OverlayWatch watch(PrintWriter err) {
        ExperimentAccess access = sources.access(source, asked.connection());
        return new OverlayWatch(
                listener -> new OverlayLifecycle(
                        access,
                        DeploymentOptions.stateFile(access.experiment(), state),
                        listener,
                        Consent.GIVEN,
                        false),
                new ProgressLines(err));
    }

    /** A running experiment. */
    private record Running(OverlayWatch overlay, PlanRequest request) implements Looking {
        @Override
        public NetworkView now() throws Exception {
            return overlay.look("view", lifecycle -> lifecycle.view(request));
        }

        @Override
        public void close() {
            overlay.close();
        }
    }

    private static boolean isPlan(Path path) {
        return Files.isRegularFile(path)
                && path.toString().endsWith(".json")
                && JsonDocument.schema(JsonDocument.readText(path)).equals(PlanFile.SCHEMA);
    }

    private NetworkView planned(PlanRequest request) {
        if (!sources.isDrawing(source)) {
            return PlanPolicy.onPaper(sources.file(source, asked.columns()), request)
                    .view();
        }
        NetworkGraph drawing = sources.drawing(source, asked.columns());
        if (CompactPlanner.worthwhile(drawing) && request.plain()) {
            // In an overview there is no room for why each probe is where it is.
            return NetworkViews.planned(PlanPolicy.compact(drawing, request.withExplain(false)));
        }
        return PlanPolicy.onPaper(drawing.topology(), request).view();
    }
}
