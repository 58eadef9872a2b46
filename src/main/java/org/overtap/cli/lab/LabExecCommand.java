package org.overtap.cli.lab;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.overtap.lab.Lab;
import org.overtap.lab.net.LabException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code overtap lab exec NAME [--node N] -- COMMAND...}. */
@Command(
        name = "exec",
        mixinStandardHelpOptions = true,
        customSynopsis = "overtap lab exec NAME [--node NODE] -- COMMAND...",
        description = "Run a command on the tool's side of a lab, or as root on one of its nodes. Its exit code is"
                + " passed on. Needs root.")
public final class LabExecCommand implements Callable<Integer> {
    private final SelfLauncher own;

    @Parameters(index = "0", paramLabel = "NAME", description = "the lab's name")
    private String name;

    @Option(names = "--node", paramLabel = "NODE", description = "run it there")
    private Optional<String> node = Optional.empty();

    @Parameters(index = "1..*", arity = "1..*", paramLabel = "COMMAND", description = "the command and its words")
    private List<String> command;

    /**
     * @param own may be named by {@code overtap} in the command
     */
    public LabExecCommand(SelfLauncher own) {
        this.own = own;
    }

    @Override
    public Integer call() throws LabException, IOException, InterruptedException {
        List<String> argv = node.isPresent()
                ? Lab.nodeCommand(name, node.get(), command)
                : Lab.opsCommand(name, own.orItself(command, name));
        return new ProcessBuilder(argv).inheritIO().start().waitFor();
    }
}
