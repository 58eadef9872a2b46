package org.overtap.cli.option;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import org.overtap.cli.typed.OnExperiment;
import org.overtap.cli.typed.TypedProgram;
import org.overtap.deploy.journal.StateFile;
import org.overtap.lifecycle.Consent;
import org.overtap.lifecycle.ExperimentAccess;
import org.overtap.lifecycle.LifecycleListener;
import org.overtap.lifecycle.OverlayLifecycle;
import org.overtap.report.format.TypedCommands;
import org.overtap.shell.ShellQuote;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What the commands on a deployment have in common: which experiment, how to reach it, where its state is. */
public final class DeploymentOptions implements OnExperiment {
    private final Sources sources;

    @Parameters(index = "0", paramLabel = "SOURCE", description = "${bundle:testbeds}")
    private String source;

    @Option(
            names = "--state",
            paramLabel = "FILE",
            description = "the state file (default: $XDG_STATE_HOME/overtap/PROJECT-EXPERIMENT.json)")
    private Path state;

    @Mixin
    private ConnectionOptions connection;

    public DeploymentOptions(Sources sources) {
        this.sources = sources;
    }

    public String source() {
        return source;
    }

    /** The overlay on that experiment; nothing need be asked. */
    public OverlayLifecycle lifecycle(PrintWriter err) {
        return lifecycle(new ProgressLines(err), Consent.GIVEN, false);
    }

    /** The overlay on that experiment, perhaps with what another overtap left there. */
    private OverlayLifecycle lifecycle(LifecycleListener listener, Consent consent, boolean takeOver) {
        ExperimentAccess access = sources.access(source, connection);
        return new OverlayLifecycle(access, stateFile(access.experiment(), state), listener, consent, takeOver);
    }

    /** The overlay on that experiment, for whoever reaches it again and again. */
    public OverlayLifecycle open(LifecycleListener listener) {
        return lifecycle(listener, Consent.GIVEN, false);
    }

    /** Work on the overlay. */
    public interface Work {
        /** Does it and tells the exit code. */
        int on(OverlayLifecycle overlay) throws Exception;
    }

    /**
     * Does work on the overlay on that experiment.
     *
     * @param takeOver whether what another overtap left there is taken over
     * @param interrupted what to say if it is interrupted
     */
    public int work(
            PrintWriter err, Consent consent, boolean takeOver, Function<WhatStands, String> interrupted, Work work)
            throws Exception {
        ProgressLines progress = new ProgressLines(err);
        try (OverlayLifecycle overlay = lifecycle(progress, consent, takeOver)) {
            WhatStands stands =
                    stands(source, sources.access(source, connection).experiment(), state, connection);
            return Interruption.told(
                    progress, () -> interrupted.apply(stands), () -> Pulse.during(progress, () -> work.on(overlay)));
        }
    }

    /** What an interrupted command leaves on that experiment. */
    public static WhatStands stands(String source, String experiment, Path explicit, ConnectionOptions connection) {
        return new WhatStands(source, typed(source, explicit, connection), stateFile(experiment, explicit));
    }

    /** What to type for commands on that experiment. */
    public static TypedCommands typed(String source, Path explicit, ConnectionOptions connection) {
        String state = explicit == null ? "" : " --state " + ShellQuote.word(explicit.toString());
        return new TypedCommands(TypedProgram.here(), ShellQuote.word(source), state + connection.typed());
    }

    /** What to type for commands on this experiment. */
    public TypedCommands typed() {
        return typed(source, state, connection);
    }

    @Override
    public Optional<TypedCommands> typedOn() {
        return Optional.ofNullable(source).map(named -> typed());
    }

    /** The state file that is named, or else the experiment's usual one. */
    public static StateFile stateFile(String experiment, Path explicit) {
        return explicit != null ? StateFile.at(explicit) : StateFile.of(experiment, System.getenv());
    }
}
