package org.overtap.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.overtap.deploy.DeployException;
import org.overtap.deploy.Deployment;
import org.overtap.deploy.ExperimentSwap;
import org.overtap.deploy.FlowFiles;
import org.overtap.deploy.NodeShells;
import org.overtap.deploy.Teardown;
import org.overtap.instrument.InstrumentCatalogue;
import org.overtap.testbed.Testbed;
import org.overtap.topology.JsonDocument;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Takes a deployment away. */
@Command(
        name = "teardown",
        mixinStandardHelpOptions = true,
        description = "Stop every daemon of a deployment and remove every file of it. Flow files that were stored since"
                + " the last collect are brought home first.",
        footer = {
            "",
            "Where machines were added, the experiment gets its own script back in the way that they came (--swap,"
                    + " --reboot, --restart-events), unless another is asked for."
        })
final class TeardownCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(names = "--discard-data", description = "do not bring flow files home")
    private boolean discard;

    @Option(
            names = "--to",
            paramLabel = "FOLDER",
            description = "where flow files go (default: ./flows-PROJECT-EXPERIMENT)")
    private Path to;

    @Mixin
    private SwapWay way;

    @Mixin
    private Deployed deployed;

    @Mixin
    private OutputOptions output;

    @Override
    public Integer call() throws Exception {
        return deployed.stateFile().alone(this::work);
    }

    private int work() throws Exception {
        Deployment deployment = deployed.require();
        ProgressLines progress = new ProgressLines(spec.commandLine().getErr());
        try (Testbed testbed = deployed.open(deployment)) {
            boolean swaps = deployment.script().isPresent();
            if (swaps) {
                requireCollected(deployment);
            }
            NodeShells shells = Deployed.shells(testbed, deployment.topology());
            Teardown.Outcome outcome = new Teardown(
                            deployed.stateFile(), InstrumentCatalogue.builtIn(), shells, progress)
                    .teardown(deployment, () -> save(deployment, shells, progress));
            if (swaps && outcome.leftovers() == 0) {
                progress.say("put the original ns script back");
                new ExperimentSwap(deployed.stateFile(), Ground.preparer(testbed), new Ground.StateLine(progress)::hear)
                        .restore(
                                deployed.require(),
                                way.or(deployment.script().get().how()));
            }
            ObjectNode document = JsonDocument.mapper()
                    .createObjectNode()
                    .put("schema", "overtap/teardown/1")
                    .put("experiment", deployment.experiment())
                    .put("nodes", outcome.nodes())
                    .put("leftovers", outcome.leftovers())
                    .put("scriptRestored", !swaps || outcome.leftovers() == 0);
            output.write(spec.commandLine().getOut(), document, text(deployment, outcome));
            return outcome.leftovers() == 0 ? ExitCode.DONE : ExitCode.FAILED;
        }
    }

    private void requireCollected(Deployment deployment) {
        if (deployment.holdsUncollected() && !discard) {
            throw new UsageException("putting the original script back wipes the collectors' disks, and the flow files"
                    + " were not collected: 'overtap collect " + deployed.source()
                    + "' first, or repeat with --discard-data");
        }
    }

    /** Collectors stored on after the last collect: what they have is brought home to the rest. */
    private void save(Deployment deployment, NodeShells shells, ProgressLines progress) throws DeployException {
        if (discard) {
            return;
        }
        Path folder = to != null ? to : CollectCommand.lastFolder(deployment);
        try {
            List<Path> home = FlowFiles.collect(deployment, shells, folder);
            deployed.stateFile().write(deployment.afterCollect(folder));
            if (!home.isEmpty()) {
                progress.say("flow files were brought home to " + folder);
            }
        } catch (DeployException e) {
            throw new DeployException(e.getMessage()
                    + "\nevery daemon is stopped, and nothing was removed: repeat teardown, with --discard-data if the"
                    + " flow files may be lost");
        }
    }

    private static String text(Deployment deployment, Teardown.Outcome outcome) {
        return "deployment " + deployment.id() + " removed from " + outcome.nodes() + " nodes, " + outcome.leftovers()
                + " leftovers\n";
    }
}
