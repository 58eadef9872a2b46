package org.overtap.cli.live;

import java.time.Duration;
import java.util.Optional;
import org.overtap.cli.option.HelpGroup;
import org.overtap.cli.option.UsageException;
import org.overtap.cli.option.question.FlowQuestionOptions;
import org.overtap.cli.option.question.TimeSpans;
import picocli.CommandLine.Option;

/** Whether flows are asked for once, or again and again. */
@HelpGroup(HelpGroup.Heading.QUESTION)
public final class FollowOptions {
    private static final Duration USUAL = Duration.ofSeconds(10);
    private static final Duration SHORTEST = Duration.ofSeconds(1);

    @Option(
            names = "--follow",
            description = "go on: what came to each segment, every 10s or as --every says, until it is ended (Ctrl-C)")
    private boolean follow;

    @Option(names = "--for", paramLabel = "TIME", description = "--follow for so long: 60s, 5m, 1h ...")
    private String length;

    /** Whether they are asked for again and again. */
    public boolean wanted() {
        if (length != null && !follow) {
            throw new UsageException("--for says how long to go on: give --follow, too");
        }
        return follow;
    }

    /**
     * How often, and for how long.
     *
     * @throws UsageException if anything else is asked
     */
    public Rounds rounds(FlowQuestionOptions questions) {
        Duration every = questions.pace().orElse(USUAL);
        if (every.compareTo(SHORTEST) < 0) {
            throw new UsageException("--follow reads all that is stored each time: --every is 1s at least");
        }
        return new Rounds(every, Optional.ofNullable(length).map(text -> TimeSpans.time("--for", text)));
    }
}
