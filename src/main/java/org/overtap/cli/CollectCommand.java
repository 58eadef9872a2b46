package org.overtap.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.overtap.deploy.Deployment;
import org.overtap.deploy.FlowFiles;
import org.overtap.instrument.Output;
import org.overtap.shell.ShellQuote;
import org.overtap.testbed.Testbed;
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
    private Deployed deployed;

    @Mixin
    private OutputOptions output;

    @Override
    public Integer call() throws Exception {
        return deployed.stateFile().alone(this::work);
    }

    private int work() throws Exception {
        Deployment deployment = deployed.require();
        Path folder = to != null ? to : usualFolder(deployment);
        try (Testbed testbed = deployed.openRunning(deployment)) {
            List<Path> folders = FlowFiles.collect(deployment, Deployed.shells(testbed, deployment.topology()), folder);
            deployed.stateFile().write(deployment.afterCollect(folder));
            ObjectNode document = JsonDocument.mapper().createObjectNode().put("schema", "overtap/collect/1");
            folders.forEach(f -> document.withArray("folders").add(f.toString()));
            output.write(spec.commandLine().getOut(), document, text(folders, shows(deployment)));
            return ExitCode.DONE;
        }
    }

    /** Where the rest goes: to what was brought home before. */
    static Path lastFolder(Deployment deployment) {
        return deployment.collected().folder().map(Path::of).orElseGet(() -> usualFolder(deployment));
    }

    static Path usualFolder(Deployment deployment) {
        return Path.of("flows-" + deployment.experiment().replace('/', '-'));
    }

    /** What shows people the files of each kind that is stored. */
    private static List<Output> shows(Deployment deployment) {
        return FlowFiles.sources(deployment).stream()
                .map(FlowFiles.Source::output)
                .filter(output -> !output.show().isEmpty())
                .distinct()
                .toList();
    }

    private static String text(List<Path> folders, List<Output> shows) {
        StringBuilder text = new StringBuilder();
        for (Path folder : folders) {
            String commands = shows.stream()
                    .map(output -> ShellQuote.line(output.show(folder.toString())))
                    .collect(Collectors.joining(", or "));
            text.append("flow files in ")
                    .append(folder)
                    .append(commands.isEmpty() ? "" : "; read them with: " + commands)
                    .append('\n');
        }
        return text.toString();
    }
}
