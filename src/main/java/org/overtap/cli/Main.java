package org.overtap.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.overtap.cli.emulab.RewriteCommand;
import org.overtap.cli.lab.DemoCommand;
import org.overtap.cli.lab.LabCommand;
import org.overtap.cli.lab.LabDownCommand;
import org.overtap.cli.lab.LabExecCommand;
import org.overtap.cli.lab.LabFaultCommand;
import org.overtap.cli.lab.LabListCommand;
import org.overtap.cli.lab.LabUpCommand;
import org.overtap.cli.lab.SelfLauncher;
import org.overtap.cli.option.CommandGroup;
import org.overtap.cli.option.ConnectionOptions;
import org.overtap.cli.option.ExitCode;
import org.overtap.cli.option.FormatOptions;
import org.overtap.cli.option.HelpSections;
import org.overtap.cli.option.Sources;
import org.overtap.cli.option.TestbedWords;
import org.overtap.testbed.TestbedRegistry;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.ParseResult;

/** Entry point. */
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        System.exit(run(args, writer(System.out), writer(System.err)));
    }

    /** Runs one command line and returns its exit code; for callers within a JVM. */
    public static int run(String[] args, PrintWriter out, PrintWriter err) {
        return run(TestbedRegistry.builtIn(), args, out, err);
    }

    /** The same with other testbeds. */
    static int run(TestbedRegistry testbeds, String[] args, PrintWriter out, PrintWriter err) {
        PrintWriter shown = TerminalWriter.before(out);
        PrintWriter shownErrors = TerminalWriter.before(err);
        CommandLine line = commands(testbeds)
                .setOut(out)
                .setErr(shownErrors)
                .setExecutionStrategy(parsed -> execute(parsed, shown))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler(new ErrorHandler())
                .setParameterExceptionHandler(new ErrorHandler());
        int code = line.execute(args);
        shown.close();
        shownErrors.close();
        out.flush();
        err.flush();
        return code;
    }

    /** Help is our own text, and has colours on a terminal; what a command prints is shown as text alone. */
    private static int execute(ParseResult parsed, PrintWriter shown) {
        Integer helped = CommandLine.executeHelpRequest(parsed);
        if (helped != null) {
            return helped;
        }
        List<CommandLine> named = parsed.asCommandLineList();
        CommandLine last = named.get(named.size() - 1);
        if (last.getCommand() instanceof CommandGroup) {
            last.usage(last.getOut());
            return ExitCode.DONE;
        }
        named.get(0).setOut(shown);
        return new CommandLine.RunLast().execute(parsed);
    }

    /** The table of commands, in the order of the help. */
    private static CommandLine commands(TestbedRegistry testbeds) {
        Sources sources = new Sources(testbeds);
        SelfLauncher own = new SelfLauncher(Main.class);
        CommandLine root = new CommandLine(new OvertapCommand());
        List.of(
                        new RunCommand(sources),
                        new TopologyCommand(sources),
                        new PlanCommand(sources),
                        new RewriteCommand(sources),
                        new DeployCommand(sources),
                        new StatusCommand(sources),
                        new VerifyCommand(sources),
                        new CollectCommand(sources),
                        new TeardownCommand(sources),
                        new DemoCommand(own),
                        new LabCommand(),
                        new InstrumentsCommand(),
                        new TestbedsCommand(testbeds),
                        new AutoComplete.GenerateCompletion())
                .forEach(root::addSubcommand);
        CommandLine lab = root.getSubcommands().get("lab");
        List.of(
                        new LabUpCommand(),
                        new LabDownCommand(),
                        new LabListCommand(),
                        new LabExecCommand(own),
                        new LabFaultCommand())
                .forEach(lab::addSubcommand);
        ConnectionOptions.addTo(root, testbeds);
        FormatOptions.addTo(root);
        HelpSections.addTo(root);
        root.setResourceBundle(new TestbedWords(testbeds));
        CommandLine completion = root.getSubcommands().get("generate-completion");
        completion.getCommandSpec().usageMessage().hidden(true);
        return root;
    }

    private static PrintWriter writer(java.io.OutputStream stream) {
        return new PrintWriter(new java.io.OutputStreamWriter(stream, StandardCharsets.UTF_8), true);
    }
}
