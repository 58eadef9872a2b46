package org.overtap.cli.lab;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Labs on this computer: {@code overtap lab up|down|list|exec}. */
@Command(
        name = "lab",
        mixinStandardHelpOptions = true,
        description = "A small real testbed on this machine, for trying things out.",
        synopsisSubcommandLabel = "(up | down | list | exec)")
public final class LabCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}
