package org.overtap.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.concurrent.Callable;
import org.overtap.deploy.Deployment;
import org.overtap.deploy.Status;
import org.overtap.report.StatusText;
import org.overtap.testbed.Testbed;
import org.overtap.topology.JsonDocument;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Says what of a deployment is alive. */
@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        description = "Ask every daemon of a deployment whether it lives and what it captured.",
        footer = {"", "Exit code 3: something is not alive."})
final class StatusCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private Deployed deployed;

    @Mixin
    private OutputOptions output;

    @Override
    public Integer call() throws Exception {
        Deployment deployment = deployed.require();
        try (Testbed testbed = deployed.openRunning(deployment)) {
            List<Status.Line> lines = Status.read(deployment, Deployed.shells(testbed, deployment.topology()));
            ObjectNode document = JsonDocument.mapper()
                    .createObjectNode()
                    .put("schema", "overtap/status/1")
                    .put("experiment", deployment.experiment())
                    .put("complete", deployment.complete())
                    .put("collected", deployment.collected().all());
            document.set("daemons", JsonDocument.mapper().valueToTree(lines));
            output.write(spec.commandLine().getOut(), document, StatusText.of(lines));
            boolean alive = lines.stream().allMatch(l -> l.state().equals("alive"));
            return alive && (deployment.complete() || !lines.isEmpty()) ? ExitCode.DONE : ExitCode.WANTING;
        }
    }
}
