package org.overtap.cli;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.overtap.cli.emulab.ModifyModeOptions;
import org.overtap.cli.option.DeploymentOptions;
import org.overtap.cli.option.ExitCode;
import org.overtap.cli.option.OutputOptions;
import org.overtap.cli.option.Sources;
import org.overtap.cli.option.TakeOverOptions;
import org.overtap.cli.option.WhatStands;
import org.overtap.lifecycle.Consent;
import org.overtap.lifecycle.OverlayLifecycle;
import org.overtap.lifecycle.RemovedOverlay;
import org.overtap.lifecycle.TeardownRequest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Takes a deployment away. */
@Command(
        name = "teardown",
        mixinStandardHelpOptions = true,
        description = {
            "Stop every daemon of a deployment and remove every file of it.",
            "Flow files that were stored since the last 'overtap collect' are downloaded first."
        },
        footer = {
            "",
            "Where machines were added, the experiment gets its own description back in the way that they came, unless"
                    + " another is asked for."
        })
final class TeardownCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(names = "--discard-data", description = "give up flow files that were not downloaded yet")
    private boolean discard;

    @Option(
            names = "--to",
            paramLabel = "FOLDER",
            description = "where flow files go (default: flows-PROJECT-EXPERIMENT here)")
    private Path to;

    @Option(
            names = "--force-original",
            description =
                    "put back the experiment's description of before the deployment even if it was edited since; the edited one"
                            + " is kept in a file")
    private boolean forceOriginal;

    @Option(
            names = "--deployment",
            paramLabel = "ID",
            description = "the deployment that nodes tell of by this name, whoever made it (default: the one that the"
                    + " state file tells of)")
    private String id;

    @Mixin
    private TakeOverOptions others;

    @Mixin
    private ModifyModeOptions mode;

    @Mixin
    private final DeploymentOptions deployment;

    @Mixin
    private final OutputOptions output = new OutputOptions(RemovedOverlay.class);

    TeardownCommand(Sources sources) {
        this.deployment = new DeploymentOptions(sources);
    }

    @Override
    public Integer call() throws Exception {
        TeardownRequest request = new TeardownRequest(
                discard, Optional.ofNullable(to), forceOriginal, mode.request(), Optional.ofNullable(id));
        return deployment.work(
                spec.commandLine().getErr(),
                Consent.GIVEN,
                others.takeOver(),
                WhatStands::whileTakingAway,
                overlay -> teardown(overlay, request));
    }

    private int teardown(OverlayLifecycle overlay, TeardownRequest request) throws Exception {
        RemovedOverlay removed = overlay.exclusively("teardown", () -> overlay.teardown(request));
        output.write(spec.commandLine().getOut(), removed);
        return removed.leftovers() > 0
                ? ExitCode.FAILED
                : removed.ownDescription() ? ExitCode.DONE : ExitCode.UNSATISFIED;
    }
}
