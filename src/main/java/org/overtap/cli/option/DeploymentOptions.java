package org.overtap.cli.option;

import java.io.PrintWriter;
import java.nio.file.Path;
import org.overtap.deploy.journal.StateFile;
import org.overtap.lifecycle.Consent;
import org.overtap.lifecycle.ExperimentAccess;
import org.overtap.lifecycle.OverlayLifecycle;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What the commands on a deployment have in common: which experiment, how to reach it, where its state is. */
public final class DeploymentOptions {
    private final Sources sources;

    @Parameters(paramLabel = "SOURCE", description = "${bundle:testbeds}")
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
        return lifecycle(err, Consent.GIVEN, false);
    }

    /** The overlay on that experiment, perhaps with what another overtap left there. */
    public OverlayLifecycle lifecycle(PrintWriter err, Consent consent, boolean takeOver) {
        ExperimentAccess access = sources.access(source, connection);
        return new OverlayLifecycle(
                access, stateFile(access.experiment(), state), new ProgressLines(err), consent, takeOver);
    }

    /** The state file that is named, or else the experiment's usual one. */
    public static StateFile stateFile(String experiment, Path explicit) {
        return explicit != null ? StateFile.at(explicit) : StateFile.of(experiment, System.getenv());
    }
}
