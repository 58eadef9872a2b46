package org.overtap.cli.lab;

import java.util.concurrent.Callable;
import org.overtap.cli.option.ExitCode;
import org.overtap.lab.Lab;
import org.overtap.lab.net.LabException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code overtap lab down NAME}. */
@Command(
        name = "down",
        mixinStandardHelpOptions = true,
        description = "Take a lab away, whole or not: its processes, namespaces and files. Needs root.")
public final class LabDownCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "NAME", description = "the lab's name")
    private String name;

    @Override
    public Integer call() throws LabException {
        Lab.down(name);
        spec.commandLine().getOut().println("lab " + name + " is gone");
        return ExitCode.DONE;
    }
}
