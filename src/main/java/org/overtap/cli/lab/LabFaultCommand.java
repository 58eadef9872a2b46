package org.overtap.cli.lab;

import java.util.List;
import java.util.concurrent.Callable;
import org.overtap.cli.option.ExitCode;
import org.overtap.lab.Lab;
import org.overtap.lab.boss.FaultInjection;
import org.overtap.lab.net.LabException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code overtap lab fault NAME}: misfortunes of a testbed, for tests. Each call replaces what was set before. */
@Command(
        name = "fault",
        hidden = true,
        mixinStandardHelpOptions = true,
        description = "Sets the misfortunes a lab's boss plays; without options, none.")
public final class LabFaultCommand implements Callable<Integer> {
    @Parameters(paramLabel = "NAME", description = "the lab's name")
    private String name;

    @Option(names = "--slow", paramLabel = "MS", description = "every call takes so much longer")
    private int slow;

    @Option(names = "--swap-slow", paramLabel = "MS", description = "every swap takes so much longer")
    private int swapSlow;

    @Option(names = "--faulting", paramLabel = "METHOD", split = ",", description = "methods that end in a fault")
    private List<String> faulting = List.of();

    @Option(names = "--replace", paramLabel = "NODE", split = ",", description = "other machines at the next swap")
    private List<String> replace = List.of();

    @Option(names = "--free", paramLabel = "N", description = "so many machines are free, whatever is true")
    private int free = -1;

    @Option(names = "--modify-fails", paramLabel = "restored|swapped", description = "a modify fails once it has begun")
    private String modifyFails = "";

    @Option(names = "--closed", description = "the testbed is closed")
    private boolean closed;

    @Option(names = "--forbidden", description = "the user may see no experiment")
    private boolean forbidden;

    @Override
    public Integer call() throws LabException {
        Lab.play(name, new FaultInjection(slow, swapSlow, faulting, replace, free, modifyFails, closed, forbidden));
        return ExitCode.DONE;
    }
}
