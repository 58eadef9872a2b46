package org.overtap.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.overtap.deploy.Deployment;
import org.overtap.deploy.FlowFiles;
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
            output.write(spec.commandLine().getOut(), document, text(folders));
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
