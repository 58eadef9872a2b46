package org.overtap.cli;

import java.time.Duration;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import org.overtap.cli.option.DeploymentOptions;
import org.overtap.cli.option.ExitCode;
import org.overtap.cli.option.OutputOptions;
import org.overtap.cli.option.Sources;
import org.overtap.cli.option.UsageException;
import org.overtap.cli.option.question.TimeSpans;
import org.overtap.lifecycle.Consent;
import org.overtap.lifecycle.OverlayLifecycle;
import org.overtap.verify.VerifyReport;
import org.overtap.verify.passive.PassiveReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Proves from stored records that every conversation is seen. */
@Command(
        name = "verify",
        mixinStandardHelpOptions = true,
        description = {
            "Send a few test packets (canaries) over every conversation, and prove from stored records that each"
                    + " is seen exactly once.",
            "With --passive send nothing: compare the bytes that are recorded with those that the interfaces count."
        },
        footer = {
            "",
            "Exit code 3: since it began something was not seen, or not exactly once, or lost, or a node could not be"
                    + " entered. What was lost before is told beside it. With --passive: an interface counted more or"
                    + " less than is recorded of it, or was not judged: nothing passed there, or it cannot be compared."
        })
final class VerifyCommand implements Callable<Integer> {
    private static final String USUAL = "30s";
    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final double MOST_PERCENT = 100;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--count",
            paramLabel = "N",
            defaultValue = "5",
            description = "datagrams each way of a conversation (default: ${DEFAULT-VALUE})")
    private int count;

    @Option(names = "--strict", description = "exit code 3 also for what was lost before it began")
    private boolean strict;

    @Option(names = "--passive", description = "send nothing: compare with what interfaces count")
    private boolean passive;

    @Option(names = "--for", paramLabel = "TIME", description = "--passive: count for so long (default: 30s)")
    private String length;

    @Option(
            names = "--tolerance",
            paramLabel = "PERCENT",
            description = "--passive: by so much bytes may differ (default: 2, and 6 where offloads are on)")
    private Double tolerance;

    @Mixin
    private final DeploymentOptions deployment;

    @Mixin
    private final OutputOptions output = new OutputOptions(VerifyReport.class, PassiveReport.class);

    VerifyCommand(Sources sources) {
        this.deployment = new DeploymentOptions(sources);
    }

    @Override
    public Integer call() throws Exception {
        requireOneWay();
        return deployment.work(
                spec.commandLine().getErr(),
                Consent.GIVEN,
                false,
                stands -> stands.whileReading("verify"),
                passive ? this::compare : this::verify);
    }

    private void requireOneWay() {
        if (passive && strict) {
            throw new UsageException("--strict is of canaries, and --passive sends none");
        }
        if (!passive && (length != null || tolerance != null)) {
            throw new UsageException("--for and --tolerance are of --passive");
        }
        if (tolerance != null && !(tolerance >= 0 && tolerance <= MOST_PERCENT)) {
            throw new UsageException("--tolerance is a number of percent from 0 to 100");
        }
    }

    private int compare(OverlayLifecycle overlay) throws Exception {
        Duration time = TimeSpans.time("--for", length == null ? USUAL : length);
        if (time.compareTo(SHORTEST) < 0) {
            throw new UsageException("--for is 1s at least");
        }
        OptionalDouble share = tolerance == null ? OptionalDouble.empty() : OptionalDouble.of(tolerance / MOST_PERCENT);
        PassiveReport report = overlay.shared("verify", () -> overlay.verifyPassively(time, share));
        output.write(spec.commandLine().getOut(), report);
        return report.holds() ? ExitCode.DONE : ExitCode.UNSATISFIED;
    }

    private int verify(OverlayLifecycle overlay) throws Exception {
        VerifyReport report = overlay.shared("verify", () -> overlay.verify(count));
        output.write(spec.commandLine().getOut(), report);
        boolean holds = strict ? report.holdsStrictly() : report.holds();
        return holds ? ExitCode.DONE : ExitCode.UNSATISFIED;
    }
}
