package org.overtap.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.overtap.deploy.DeployException;
import org.overtap.deploy.Deployment;
import org.overtap.deploy.ExperimentModification;
import org.overtap.deploy.FlowFiles;
import org.overtap.deploy.NodeShells;
import org.overtap.deploy.Teardown;
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

    @Option(
            names = "--force-original",
            description = "put back the ns script of before the deployment even if it was edited since; the edited one"
                    + " is kept in a file")
    private boolean forceOriginal;

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
        Deployment remembered = deployed.require();
        ProgressLines progress = new ProgressLines(spec.commandLine().getErr());
        try (Testbed testbed = deployed.open(remembered)) {
            // Out in the middle of a change of ours, it is to come back; else its user wants it out.
            boolean out = !remembered.changing() && !testbed.isInstantiated();
            Deployment deployment = out ? gone(remembered, progress) : remembered;
            boolean swaps = deployment.modification().isPresent();
            if (swaps) {
                requireCollected(deployment);
                Ground.exchange(testbed, deployed.stateFile(), progress).requireRestorable(deployment, forceOriginal);
            }
            NodeShells shells = Deployed.shells(testbed, deployment.topology());
            Teardown.Outcome outcome = new Teardown(deployed.stateFile(), shells, progress)
                    .teardown(deployment, () -> save(deployment, shells, progress));
            Optional<ExperimentModification.Restored> restored =
                    swaps && outcome.leftovers() == 0 ? Optional.of(restore(testbed, out, progress)) : Optional.empty();
            boolean own = restored.map(ExperimentModification.Restored::exact).orElse(!swaps);
            ObjectNode document = document(deployment, outcome, restored).put("scriptRestored", own);
            output.write(spec.commandLine().getOut(), document, text(deployment, outcome, restored));
            return outcome.leftovers() > 0 ? ExitCode.FAILED : own ? ExitCode.DONE : ExitCode.WANTING;
        }
    }

    /** What is left of a deployment on an experiment that was swapped out: its script at most. */
    private Deployment gone(Deployment deployment, ProgressLines progress) throws UsageException {
        if (deployment.holdsUncollected() && !discard) {
            throw new UsageException(deployment.experiment() + " is swapped out, and the flow files that were not"
                    + " collected are gone with its machines: repeat with --discard-data to forget the deployment");
        }
        progress.say(deployment.experiment() + " is swapped out: nothing is left on its machines");
        return deployment.cleared();
    }

    private ExperimentModification.Restored restore(Testbed testbed, boolean out, ProgressLines progress)
            throws Exception {
        progress.say("put the original ns script back");
        Deployment cleared = deployed.require();
        ExperimentModification exchange = Ground.exchange(testbed, deployed.stateFile(), progress);
        return out
                ? exchange.restoreWhileOut(cleared, forceOriginal)
                : exchange.restore(
                        cleared, way.or(cleared.modification().orElseThrow().mode()), forceOriginal);
    }

    private static ObjectNode document(
            Deployment deployment, Teardown.Outcome outcome, Optional<ExperimentModification.Restored> restored) {
        ObjectNode document = JsonDocument.mapper()
                .createObjectNode()
                .put("schema", "overtap/teardown/1")
                .put("experiment", deployment.experiment())
                .put("nodes", outcome.nodes())
                .put("leftovers", outcome.leftovers())
                .put(
                        "scriptEdited",
                        restored.map(ExperimentModification.Restored::edited).orElse(false));
        restored.flatMap(ExperimentModification.Restored::kept)
                .ifPresent(file -> document.put("scriptKept", file.toString()));
        return document;
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
                    + "\nthe daemons were stopped where they could be reached, and nothing was removed: repeat teardown, with --discard-data if flow"
                    + " files may be lost");
        }
    }

    private static String text(
            Deployment deployment, Teardown.Outcome outcome, Optional<ExperimentModification.Restored> restored) {
        return "deployment " + deployment.id() + " removed from " + outcome.nodes() + " nodes, " + outcome.leftovers()
                + " leftovers\n" + restored.map(TeardownCommand::script).orElse("");
    }

    private static String script(ExperimentModification.Restored restored) {
        if (!restored.exact()) {
            return "the testbed keeps the ns script with other line ends or blank lines than it was sent; it is kept as"
                    + " sent in " + restored.kept().orElseThrow() + "\n";
        }
        return restored.kept()
                .map(file -> restored.edited()
                        ? "the ns script had been edited meanwhile: it stays so, without overtap's block; the one of"
                                + " before the deployment is in " + file + "\n"
                        : "the original ns script is back; the edited one is in " + file + "\n")
                .orElse("the original ns script is back, byte for byte\n");
    }
}
