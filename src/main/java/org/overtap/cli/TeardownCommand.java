package org.overtap.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.concurrent.Callable;
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
        description =
                "Stop every daemon of a deployment and remove every file of it. Flow files that were not collected"
                        + " are brought home first.")
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
            NodeShells shells = Deployed.shells(testbed, deployment.topology());
            boolean swaps = deployment.script().isPresent();
            if (swaps && deployment.complete() && !deployment.collected() && !discard) {
                throw new UsageException(
                        "putting the original script back wipes the collectors' disks, and the flow files"
                                + " were not collected: 'overtap collect " + deployed.source()
                                + "' first, or repeat with --discard-data");
            }
            if (deployment.complete() && !deployment.collected() && !discard) {
                Path folder = to != null ? to : CollectCommand.usualFolder(deployment);
                FlowFiles.collect(deployment, shells, folder);
                progress.say("flow files were brought home to " + folder);
            }
            Teardown.Outcome outcome = new Teardown(
                            deployed.stateFile(), InstrumentCatalogue.builtIn(), shells, progress)
                    .teardown(deployment);
            if (swaps && outcome.leftovers() == 0) {
                progress.say("put the original ns script back");
                new ExperimentSwap(deployed.stateFile(), Ground.preparer(testbed), new Ground.StateLine(progress)::hear)
                        .restore(deployed.require());
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

    private static String text(Deployment deployment, Teardown.Outcome outcome) {
        return "deployment " + deployment.id() + " removed from " + outcome.nodes() + " nodes, " + outcome.leftovers()
                + " leftovers\n";
    }
}
