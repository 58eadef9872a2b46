package org.overtap.cli;

import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.overtap.cli.live.DeploymentRounds;
import org.overtap.cli.live.Rounds;
import org.overtap.cli.live.WatchOptions;
import org.overtap.cli.option.DeploymentOptions;
import org.overtap.cli.option.ExitCode;
import org.overtap.cli.option.OutputOptions;
import org.overtap.cli.option.Sources;
import org.overtap.cli.option.UsageException;
import org.overtap.lifecycle.Consent;
import org.overtap.lifecycle.OverlayLifecycle;
import org.overtap.lifecycle.home.CollectedFlows;
import org.overtap.report.health.CollectedRound;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Brings flow files home. */
@Command(
        name = "collect",
        mixinStandardHelpOptions = true,
        description = {
            "Copy the collectors' flow files to this machine, a folder for each collector.",
            "What is here already is not copied again: with --every it fetches what came since, in the foreground."
        })
final class CollectCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(names = "--to", paramLabel = "FOLDER", description = "where to (default: flows-PROJECT-EXPERIMENT here)")
    private Path to;

    @Option(names = "--every", paramLabel = "TIME", description = "fetch again so often, until it is ended (Ctrl-C)")
    private String every;

    @Option(names = "--for", paramLabel = "TIME", description = "--every for so long: 60s, 5m, 1h ...")
    private String length;

    @Mixin
    private final DeploymentOptions deployment;

    @Mixin
    private final OutputOptions output = new OutputOptions(CollectedFlows.class, CollectedRound.class);

    CollectCommand(Sources sources) {
        this.deployment = new DeploymentOptions(sources);
    }

    @Override
    public Integer call() throws Exception {
        if (every != null) {
            return rounds();
        }
        if (length != null) {
            throw new UsageException("--for says how long to go on: give --every, too");
        }
        return deployment.work(
                spec.commandLine().getErr(),
                Consent.GIVEN,
                false,
                stands -> stands.whileReading("collect"),
                this::collect);
    }

    private int collect(OverlayLifecycle overlay) throws Exception {
        CollectedFlows flows = overlay.shared("collect", () -> overlay.collect(Optional.ofNullable(to)));
        output.write(spec.commandLine().getOut(), flows);
        return ExitCode.DONE;
    }

    /** The first round chooses the folder, and the others go on there. */
    private int rounds() throws Exception {
        output.requireAppendable(CollectedRound.class);
        Rounds rounds = WatchOptions.rounds("--every", every, Optional.ofNullable(length));
        String ended = "ended: what was fetched is whole, and the overlay runs on; '"
                + deployment.typed().on("collect") + "' fetches the rest";
        return new DeploymentRounds(deployment, rounds)
                .run(spec.commandLine().getErr(), ended, "this round fetched not all", overlay -> {
                    CollectedFlows flows = overlay.look("collect", its -> its.collect(Optional.ofNullable(to)));
                    to = flows.folder();
                    Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
                    output.append(spec.commandLine().getOut(), new CollectedRound(now, flows));
                    return ExitCode.DONE;
                });
    }
}
