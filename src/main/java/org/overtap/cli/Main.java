package org.overtap.cli;

import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.overtap.cli.emulab.RewriteCommand;
import org.overtap.cli.instrument.InstrumentsCommand;
import org.overtap.cli.lab.BatchCommand;
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
import org.overtap.cli.start.FirstSteps;
import org.overtap.cli.start.Surroundings;
import org.overtap.cli.typed.QuotedCommands;
import org.overtap.cli.view.ViewCommand;
import org.overtap.testbed.TestbedRegistry;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.ParseResult;

/** Entry point. */
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        StandardOutput out = new StandardOutput(new FileOutputStream(FileDescriptor.out));
        PrintWriter err = writer(System.err);
        int code = args.length == 0 && isTerminal()
                ? offer(writer(out))
                : outcome(TestbedRegistry.builtIn(), args, writer(out), err);
        System.exit(out.failure().map(e -> lost(e, code, err)).orElse(code));
    }

    /** Who types nothing but the name is shown what can be done from where he is; a program that does, the help. */
    private static int offer(PrintWriter out) {
        PrintWriter shown = TerminalWriter.before(out);
        shown.print(FirstSteps.of(Surroundings.here(System.getenv()), TestbedRegistry.builtIn()));
        shown.close();
        return ExitCode.DONE;
    }

    /** Since Java 22 there is a console even where there is no terminal, and it is asked. */
    private static boolean isTerminal() {
        Console console = System.console();
        if (console == null) {
            return false;
        }
        try {
            return (Boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (ReflectiveOperationException e) {
            return true;
        }
    }

    /** Who closed a pipe has read enough, and hears nothing more; as other programs end that write to it. */
    private static int lost(IOException failure, int code, PrintWriter err) {
        if ("Broken pipe".equals(failure.getMessage())) {
            return ExitCode.CLOSED_PIPE;
        }
        err.println("overtap: the output cannot be written (" + failure.getMessage() + ")");
        err.flush();
        return worse(code);
    }

    private static int worse(int code) {
        return code == ExitCode.DONE || code == ExitCode.UNSATISFIED ? ExitCode.FAILED : code;
    }

    /** Runs one command line and returns its exit code; for callers within a JVM. */
    public static int run(String[] args, PrintWriter out, PrintWriter err) {
        return run(TestbedRegistry.builtIn(), args, out, err);
    }

    /** The same with other testbeds. */
    static int run(TestbedRegistry testbeds, String[] args, PrintWriter out, PrintWriter err) {
        int code = outcome(testbeds, args, out, err);
        if (out.checkError()) {
            err.println("overtap: the output cannot be written");
            err.flush();
            return worse(code);
        }
        return code;
    }

    /** The same, and whether all of it could be written is somebody else's to say. */
    private static int outcome(TestbedRegistry testbeds, String[] args, PrintWriter out, PrintWriter err) {
        PrintWriter shown = TerminalWriter.before(out);
        PrintWriter shownErrors = TerminalWriter.before(err);
        CommandLine line = commands(testbeds)
                .setOut(out)
                .setErr(shownErrors)
                .setExecutionStrategy(parsed -> execute(parsed, shown))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler(new ErrorHandler())
                .setParameterExceptionHandler(new ErrorHandler());
        int code = bounded(line, args);
        shown.close();
        shownErrors.close();
        err.flush();
        return code;
    }

    /** What no bound foresaw must not end in a stack trace: it says nothing to who gave the input. */
    private static int bounded(CommandLine line, String[] args) {
        try {
            return line.execute(args);
        } catch (OutOfMemoryError e) {
            line.getErr()
                    .println("overtap: this needs more memory than the "
                            + (Runtime.getRuntime().maxMemory() >> 20)
                            + " MiB that Java may use: raise it with OVERTAP_JAVA_OPTS=-Xmx4g");
        } catch (StackOverflowError e) {
            line.getErr().println("overtap: the input is nested too deeply");
        }
        return ExitCode.USAGE;
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
        named.get(0).setErr(QuotedCommands.of(last.getCommandSpec()).before(last.getErr()));
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
                        new MarkCommand(sources),
                        new CollectCommand(sources),
                        new FlowsCommand(sources),
                        new DatasetCommand(sources),
                        new ViewCommand(sources),
                        new TeardownCommand(sources),
                        new DemoCommand(own),
                        new BatchCommand(Main::run),
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

    /** A command that goes on for long asks whether anybody reads what it prints. */
    private static PrintWriter writer(StandardOutput stream) {
        return new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), true) {
            @Override
            public boolean checkError() {
                return super.checkError() | stream.failure().isPresent();
            }
        };
    }

    private static PrintWriter writer(java.io.OutputStream stream) {
        return new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), true);
    }
}
