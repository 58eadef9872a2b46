package org.overtap.cli.lab;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.Callable;
import org.overtap.cli.option.ExitCode;
import org.overtap.cli.option.OutputOptions;
import org.overtap.cli.option.ProgressLines;
import org.overtap.cli.option.UsageException;
import org.overtap.cli.typed.TypedProgram;
import org.overtap.lab.Lab;
import org.overtap.lab.LabSpec;
import org.overtap.report.TextAndDocument;
import org.overtap.topology.file.InputFile;
import org.overtap.topology.file.JsonDocument;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code overtap lab up SCRIPT.ns}. */
@Command(
        name = "up",
        mixinStandardHelpOptions = true,
        description = "Build a lab from an ns script, swap its experiment in, and write a profile for it. Needs root.")
public final class LabUpCommand implements Callable<Integer> {
    private static final long LARGEST_BYTES = 1L << 20;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "SCRIPT.ns", description = "the experiment's ns script")
    private Path script;

    @Option(
            names = "--name",
            paramLabel = "LAB",
            defaultValue = "lab",
            description = "the lab's name, lower-case letters and digits (default: ${DEFAULT-VALUE})")
    private String name;

    @Option(
            names = "--experiment",
            paramLabel = "PROJECT/EXPERIMENT",
            description = "how the experiment is called (default: testproj/NAME, with the lab's name)")
    private String experiment;

    @Option(
            names = "--free",
            paramLabel = "N",
            defaultValue = "30",
            description = "machines the testbed has left over (default: ${DEFAULT-VALUE})")
    private int free;

    @Option(
            names = "--offloads",
            paramLabel = "on|off",
            defaultValue = "off",
            description = "whether network cards keep their offloads (default: ${DEFAULT-VALUE})")
    private String offloads;

    @Option(names = "--jump", description = "let machines be reached through a jump host only")
    private boolean jump;

    @Option(
            names = "--without-packages",
            paramLabel = "NODE",
            split = ",",
            description = "hide the measuring packages on a node")
    private Set<String> withoutPackages = Set.of();

    @Option(
            names = "--flooding",
            paramLabel = "LAN",
            split = ",",
            description = "let this LAN's switch learn no addresses, without the boss knowing")
    private Set<String> flooding = Set.of();

    @Option(
            names = "--ipv6",
            description = "give each interface of the experiment an IPv6 address besides, made of its IPv4 one"
                    + " (10.1.2.7/24: fd00:a01:200::7/64)")
    private boolean ipv6;

    @Mixin
    private final OutputOptions output = new OutputOptions(TextAndDocument.class);

    @Override
    public Integer call() throws Exception {
        ProgressLines progress = new ProgressLines(spec.commandLine().getErr());
        Lab.Standing lab = Lab.up(wanted(), progress::say);
        ObjectNode document = JsonDocument.mapper().createObjectNode().put("schema", "overtap/lab/1");
        document.setAll(LabText.document(lab));
        output.write(spec.commandLine().getOut(), new TextAndDocument(text(lab), document));
        return ExitCode.DONE;
    }

    /** Two labs on a machine are two experiments, each with a state file of its own. */
    private String called() {
        return experiment == null ? "testproj/" + name : experiment;
    }

    private LabSpec wanted() throws UsageException {
        String[] parts = called().split("/", -1);
        if (parts.length != 2
                || !parts[0].matches("[A-Za-z][-A-Za-z0-9]*")
                || !parts[1].matches("[A-Za-z][-A-Za-z0-9]*")) {
            throw new UsageException("--experiment " + called() + ": write it as PROJECT/EXPERIMENT");
        }
        if (!Set.of("on", "off").contains(offloads)) {
            throw new UsageException("--offloads " + offloads + ": write on or off");
        }
        if (free < 0 || free > 10_000) {
            throw new UsageException("--free " + free + ": give a number from 0 to 10000");
        }
        return new LabSpec(
                name, parts[0], parts[1], read(), free, offloads.equals("on"), jump, withoutPackages, flooding, ipv6);
    }

    private String read() throws UsageException {
        try {
            return InputFile.text(script, LARGEST_BYTES);
        } catch (IOException e) {
            throw new UsageException("script " + script + " cannot be read: " + InputFile.reason(e));
        }
    }

    private String text(Lab.Standing lab) {
        return "lab " + name + " is up: " + called() + "\n" + LabText.machines(lab) + "next:\n  "
                + SelfLauncher.inLab(name) + " run emulab:" + called() + " --profile " + name + "\n  "
                + TypedProgram.here() + " lab down " + name
                + "\n";
    }
}
