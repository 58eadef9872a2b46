package org.overtap.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.overtap.cli.option.DeploymentOptions;
import org.overtap.cli.option.ExitCode;
import org.overtap.cli.option.OutputOptions;
import org.overtap.cli.option.Sources;
import org.overtap.lifecycle.CollectedFlows;
import org.overtap.lifecycle.OverlayLifecycle;
import org.overtap.topology.JsonDocument;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Brings flow files home. */
@Command(
        name = "collect",
        mixinStandardHelpOptions = true,
        description = "Copy the collectors' flow files to this machine, a folder for each collector.")
final class CollectCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(names = "--to", paramLabel = "FOLDER", description = "where to (default: ./flows-PROJECT-EXPERIMENT)")
    private Path to;

    @Mixin
    private final DeploymentOptions deployment;

    @Mixin
    private OutputOptions output;

    CollectCommand(Sources sources) {
        this.deployment = new DeploymentOptions(sources);
    }

    @Override
    public Integer call() throws Exception {
        try (OverlayLifecycle overlay = deployment.lifecycle(spec.commandLine().getErr())) {
            CollectedFlows flows = overlay.exclusively(() -> overlay.collect(Optional.ofNullable(to)));
            ObjectNode document = JsonDocument.mapper().createObjectNode().put("schema", "overtap/collect/1");
            flows.folders().forEach(f -> document.withArray("folders").add(f.toString()));
            output.write(spec.commandLine().getOut(), document, text(flows.folders()));
            return ExitCode.DONE;
        }
    }

    private static String text(List<Path> folders) {
        StringBuilder text = new StringBuilder();
        folders.forEach(f -> text.append("flow files in ")
                .append(f)
                .append("; read them with: nfdump -R ")
                .append(f)
                .append('\n'));
        return text.toString();
    }
}
