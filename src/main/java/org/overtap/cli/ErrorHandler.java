package org.overtap.cli;

import java.io.PrintWriter;
import java.nio.file.InvalidPathException;
import java.util.Set;
import org.overtap.cli.option.ExitCode;
import org.overtap.cli.option.UsageException;
import org.overtap.instrument.InstrumentException;
import org.overtap.lab.net.LabException;
import org.overtap.lifecycle.RequestException;
import org.overtap.overlay.plan.PlanException;
import org.overtap.overlay.plan.PlanLimitException;
import org.overtap.record.query.FlowQueryException;
import org.overtap.record.query.filter.FilterException;
import org.overtap.testbed.InvalidSettingException;
import org.overtap.topology.TopologyException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Turns exceptions into a message and an exit code; a stack trace only with {@code --debug}. */
final class ErrorHandler implements IExecutionExceptionHandler, IParameterExceptionHandler {
    private static final Set<Class<?>> INPUT = Set.of(
            InvalidPathException.class,
            UsageException.class,
            RequestException.class,
            InvalidSettingException.class,
            TopologyException.class,
            PlanException.class,
            InstrumentException.class,
            FilterException.class,
            FlowQueryException.class);

    /** What Java itself throws where the program is wrong; its words would tell a user nothing. */
    private static final Set<Class<?>> DEFECTS = Set.of(
            NullPointerException.class,
            ClassCastException.class,
            IndexOutOfBoundsException.class,
            ArrayIndexOutOfBoundsException.class,
            StringIndexOutOfBoundsException.class,
            java.util.NoSuchElementException.class);

    @Override
    public int handleExecutionException(Exception e, CommandLine line, ParseResult parsed) {
        PrintWriter err = line.getErr();
        if (debug(parsed)) {
            e.printStackTrace(err);
        } else {
            err.println(message(e));
        }
        err.flush();
        boolean input = INPUT.contains(e.getClass()) || (e instanceof LabException lab && lab.inputAtFault());
        boolean wanting = e instanceof PlanLimitException;
        return wanting ? ExitCode.UNSATISFIED : input ? ExitCode.USAGE : ExitCode.FAILED;
    }

    @Override
    public int handleParseException(ParameterException e, String[] args) {
        CommandLine line = e.getCommandLine();
        PrintWriter err = line.getErr();
        err.println("overtap: " + e.getMessage());
        UnmatchedArgumentException.printSuggestions(e, err);
        err.println("See '" + line.getCommandSpec().qualifiedName(" ") + " --help'.");
        err.flush();
        return ExitCode.USAGE;
    }

    private static String message(Exception e) {
        String text = e.getMessage();
        if (text == null || text.isBlank() || DEFECTS.contains(e.getClass())) {
            return "overtap: something went wrong inside (" + e.getClass().getSimpleName()
                    + "): repeat the command with --debug and report what it prints";
        }
        return "overtap: " + (e instanceof InvalidPathException path ? unnameable(path) : text);
    }

    /** Java reads what is typed by the letters that the locale has, and takes what is none of them for a question mark. */
    private static String unnameable(InvalidPathException path) {
        return path.getInput() + ": no file can be called so here (" + path.getReason()
                + "); where its name has letters that the locale lacks, set LC_ALL=C.UTF-8";
    }

    private static boolean debug(ParseResult parsed) {
        ParseResult root = parsed;
        while (root != null) {
            if (root.hasMatchedOption("--debug")) {
                return true;
            }
            root = root.hasSubcommand() ? root.subcommand() : null;
        }
        return false;
    }
}
