package org.overtap.cli.live;

import java.time.Duration;
import java.util.Optional;
import java.util.Stack;
import org.overtap.cli.option.HelpGroup;
import org.overtap.cli.option.UsageException;
import org.overtap.cli.option.question.TimeSpans;
import picocli.CommandLine.IParameterConsumer;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** Whether a look is taken once, or again and again. */
@HelpGroup(HelpGroup.Heading.OUTPUT)
public final class WatchOptions {
    private static final String USUAL = "10s";
    private static final Duration SHORTEST = Duration.ofSeconds(1);

    @Option(
            names = "--watch",
            paramLabel = "TIME",
            arity = "0..1",
            parameterConsumer = Pace.class,
            description = "look again so often, 10s if no time follows, until it is ended (Ctrl-C)")
    private String every;

    @Option(names = "--for", paramLabel = "TIME", description = "--watch for so long: 60s, 5m, 1h ...")
    private String length;

    /** Takes the word behind the option where it is a time: else it is what the command is about. */
    static final class Pace implements IParameterConsumer {
        @Override
        public void consumeParameters(Stack<String> words, ArgSpec option, CommandSpec command) {
            boolean given = !words.isEmpty() && TimeSpans.isOne(words.peek());
            option.setValue(given ? words.pop() : USUAL);
        }
    }

    /** Whether it is taken again and again. */
    public boolean wanted() {
        if (length != null && every == null) {
            throw new UsageException("--for says how long to go on: give --watch, too");
        }
        return every != null;
    }

    /** How often, and for how long. */
    public Rounds rounds() {
        return rounds("--watch", every, Optional.ofNullable(length));
    }

    /** Rounds that were typed so. */
    public static Rounds rounds(String option, String every, Optional<String> length) {
        Duration pace = TimeSpans.time(option, every);
        if (pace.compareTo(SHORTEST) < 0) {
            throw new UsageException(option + " is 1s at least: each time nodes are asked");
        }
        return new Rounds(pace, length.map(text -> TimeSpans.time("--for", text)));
    }
}
