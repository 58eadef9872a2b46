package org.overtap.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.overtap.cli.option.DeploymentOptions;
import org.overtap.cli.option.ExitCode;
import org.overtap.cli.option.OutputOptions;
import org.overtap.cli.option.Sources;
import org.overtap.instrument.Output;
import org.overtap.lifecycle.CollectedFlows;
import org.overtap.lifecycle.OverlayLifecycle;
import org.overtap.shell.ShellQuote;
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
            output.write(spec.commandLine().getOut(), document, text(flows));
            return ExitCode.DONE;
        }
    }

    private static String text(CollectedFlows flows) {
        List<Output> shown = flows.stored().stream()
                .filter(stored -> !stored.show().isEmpty())
                .distinct()
                .toList();
        StringBuilder text = new StringBuilder();
        for (Path folder : flows.folders()) {
            String commands = shown.stream()
                    .map(stored -> ShellQuote.line(stored.show(folder.toString())))
                    .collect(Collectors.joining(", or "));
            text.append("flow files in ")
                    .append(folder)
                    .append(commands.isEmpty() ? "" : "; read them with: " + commands)
                    .append('\n');
        }
        return text.toString();
    }
}
