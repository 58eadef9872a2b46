package org.overtap.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import org.overtap.testbed.TestbedRegistry;
import picocli.CommandLine;

/** Entry point. */
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        System.exit(run(args, writer(System.out), writer(System.err)));
    }

    /** Runs one command line and returns its exit code; for callers within a JVM. */
    public static int run(String[] args, PrintWriter out, PrintWriter err) {
        CommandLine line = new CommandLine(new OvertapCommand())
                .setOut(out)
                .setErr(err)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler(new ErrorText())
                .setParameterExceptionHandler(new ErrorText());
        ConnectionOptions.addTo(line, TestbedRegistry.builtIn());
        line.getSubcommands()
                .get("generate-completion")
                .getCommandSpec()
                .usageMessage()
                .hidden(true);
        int code = line.execute(args);
        out.flush();
        err.flush();
        return code;
    }

    private static PrintWriter writer(java.io.OutputStream stream) {
        return new PrintWriter(new java.io.OutputStreamWriter(stream, StandardCharsets.UTF_8), true);
    }
}
