package org.overtap.cli.lab;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.overtap.cli.option.OutputOptions;
import org.overtap.cli.option.UsageException;
import org.overtap.cli.typed.TypedProgram;
import org.overtap.lab.LabPackages;
import org.overtap.lab.PackageInstall;
import org.overtap.report.TextAndDocument;
import org.overtap.topology.file.InputFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The whole job in a lab of its own. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description = {
            "Do the whole job on this machine, as root, in a lab of its own.",
            "That is lab up, plan, deploy, verify, collect, dataset, teardown, lab down. SAMPLE is a folder of"
                    + " sample-topologies/ or any ns script."
        },
        footer = {
            "",
            "Exit code 3: some conversation was not seen, or not exactly once, or something that was stored could not be"
                    + " read."
        })
public final class DemoCommand implements Callable<Integer> {
    private static final long LARGEST_BYTES = 1L << 20;

    private final SelfLauncher own;

    @Spec
    private CommandSpec spec;

    @Parameters(
            arity = "0..1",
            paramLabel = "SAMPLE",
            description = "a sample's folder or an ns script (default: the demo's own)")
    private Path sample;

    @Option(names = "--install", description = "install the Debian packages that are missing")
    private boolean install;

    @Option(names = "--mode", paramLabel = "MODE", description = "lightweight or heavyweight (default: lightweight)")
    private String mode = "lightweight";

    @Option(
            names = "--tap",
            paramLabel = "STYLE",
            description = "how taps are made, as with 'overtap plan' (default: shaper)")
    private String tap = "shaper";

    @Option(names = "--keep", description = "leave the lab standing and the overlay running")
    private boolean keep;

    @Mixin
    private final OutputOptions output = new OutputOptions(TextAndDocument.class);

    /**
     * @param own what each stage is a process of
     */
    public DemoCommand(SelfLauncher own) {
        this.own = own;
    }

    @Override
    public Integer call() throws Exception {
        PrintWriter err = spec.commandLine().getErr();
        DemoRun.requireRoot();
        List<String> missing = LabPackages.missing();
        if (!missing.isEmpty()) {
            if (!install) {
                throw new UsageException(
                        "the lab needs Debian packages that are missing here; repeat with --install, or:\n" + "  "
                                + LabPackages.installCommand(missing));
            }
            err.println("install " + String.join(" ", missing));
            PackageInstall.install(missing, line -> err.println("    " + line));
        }
        try (DemoRun run = new DemoRun(own, script(), List.of("--mode", mode, "--tap", tap), keep, err)) {
            ObjectNode document = run.carryOut();
            output.write(spec.commandLine().getOut(), new TextAndDocument(text(document, run), document));
            return run.exitCode();
        }
    }

    /** The script, with its folder's name as the experiment's. */
    private DemoRun.Script script() throws IOException {
        if (sample == null) {
            try (var in = DemoCommand.class.getResourceAsStream("/samples/demo/experiment.ns")) {
                return new DemoRun.Script(
                        "demo", new String(in.readAllBytes(), StandardCharsets.ISO_8859_1), List.of());
            }
        }
        Path file = Files.isDirectory(sample) ? sample.resolve("experiment.ns") : sample;
        if (!Files.isRegularFile(file)) {
            throw new UsageException("no such ns script: " + file);
        }
        Path named = Files.isDirectory(sample) ? sample.toAbsolutePath().normalize() : file;
        String name = named.getFileName().toString().replaceFirst("\\.ns$", "").replaceAll("[^A-Za-z0-9-]", "-");
        return new DemoRun.Script(
                name.matches("[A-Za-z].*") ? name : "x" + name,
                InputFile.text(file, LARGEST_BYTES, StandardCharsets.ISO_8859_1),
                LabOptions.read(file.resolveSibling("lab.yaml")));
    }

    private String text(JsonNode document, DemoRun run) {
        JsonNode verify = document.path("verify");
        StringBuilder text = new StringBuilder();
        text.append(verify.path("observed").asInt()).append(" of ");
        text.append(verify.path("conversations").asInt()).append(" conversations observed, ");
        text.append(verify.path("exactlyOnce").asInt()).append(" counted exactly once, by ");
        text.append(document.path("plan").path("probes").size()).append(" probing nodes (at least ");
        text.append(document.path("plan").path("bound").path("lowerBound").asInt())
                .append(" are needed)\n");
        if (keep) {
            return text + run.nextCommands();
        }
        JsonNode dataset = document.path("dataset");
        text.append("dataset: ")
                .append(dataset.path("flows").asLong())
                .append(" flows, ")
                .append(dataset.path("packets").asLong())
                .append(" packets, ")
                .append(dataset.path("bytes").asLong())
                .append(" bytes, ")
                .append(dataset.path("duplicates").asLong())
                .append(" duplicates\n");
        text.append("teardown: removed, ")
                .append(document.path("teardown").path("leftovers").asInt())
                .append(" left\n");
        return text + "next: " + TypedProgram.here()
                + " demo --keep  # the same, and the lab stays; 'run' is for your own" + " experiment (README.md)\n";
    }
}
