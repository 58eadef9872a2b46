package org.overtap.cli.lab;

import org.overtap.cli.option.CommandGroup;
import picocli.CommandLine.Command;

/** Labs on this computer: {@code overtap lab up|down|list|exec}. */
@Command(
        name = "lab",
        mixinStandardHelpOptions = true,
        description = "A small real testbed on this machine, for trying things out.",
        synopsisSubcommandLabel = "(up | down | list | exec)",
        footer = {
            "",
            "Example: overtap lab up experiment.ns --name mine; overtap lab exec mine -- overtap plan ...",
            "'lab up' ends with the commands that go on from there."
        })
public final class LabCommand implements CommandGroup {}
