package org.overtap.cli;

import org.overtap.cli.option.CommandGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The root command: prints help. */
@Command(
        name = "overtap",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = "Adds a flow-measurement overlay to a running testbed experiment, proves that it sees every"
                + " conversation, and takes it away again.",
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "To begin: 'overtap' alone, in a terminal, says what can be done from where you are. The job in one go is"
                    + " 'overtap run SOURCE', then 'flows' or 'view', and at last 'overtap teardown SOURCE'.",
            "",
            "SOURCE is ${bundle:testbeds}, a folder of sample-topologies/, or a file: a topology in JSON, GraphML, or an"
                    + " edge list.",
            "Exit codes: 0 done, 1 failed, 2 wrong usage or input, 3 checked and found wanting.",
            "Completion: source <(overtap generate-completion)"
        })
final class OvertapCommand implements CommandGroup {
    @Option(names = "--debug", scope = ScopeType.INHERIT, description = "show where in the program an error arose")
    private boolean debug;
}
