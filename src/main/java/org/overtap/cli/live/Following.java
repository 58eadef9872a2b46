package org.overtap.cli.live;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.overtap.cli.option.ExitCode;
import org.overtap.cli.option.FlowSourceOptions;
import org.overtap.cli.option.Interruption;
import org.overtap.cli.option.ProgressLines;
import org.overtap.lifecycle.flows.FlowStore;
import org.overtap.lifecycle.flows.FlowStores;
import org.overtap.record.query.FlowAnswer;
import org.overtap.record.query.FlowOrder;
import org.overtap.record.query.FlowQuery;
import org.overtap.record.query.FlowQuestion;
import org.overtap.record.query.Grouping;
import org.overtap.record.query.TopFlows;
import org.overtap.record.query.filter.FlowExpression;
import org.overtap.report.flows.FollowedFlows;

/** Tells again and again what came to each segment since it was told last. */
public final class Following {
    private static final String COMMAND = "flows";

    private final FlowSourceOptions from;
    private final FlowQuery query;
    private final Output output;
    private Optional<FollowedFlows> last = Optional.empty();

    /** Where it is told. */
    public interface Output {
        /** Prints it, and says whether anybody reads on. */
        boolean print(FollowedFlows news) throws IOException;
    }

    /** @param filter of which flows it is told */
    public Following(FlowSourceOptions from, FlowExpression filter, boolean withoutNoise, Output output) {
        this.from = from;
        this.query = new FlowQuery(
                new FlowQuestion.Top(Grouping.SEGMENT, FlowOrder.BYTES, 0, false, false), filter, withoutNoise);
        this.output = output;
    }

    /** Goes on for as long as the rounds do. */
    public int run(Rounds rounds, PrintWriter err) throws Exception {
        ProgressLines progress = new ProgressLines(err);
        Optional<Path> folder = from.folder();
        try (OverlayWatch overlay = new OverlayWatch(from::open, progress)) {
            Rounds.Round round = folder.isPresent()
                    ? () -> read(FlowStores.in(folder.get()))
                    : () -> overlay.look(COMMAND, lifecycle -> read(lifecycle.stored()));
            Interruption.told(progress, () -> "ended: nothing was changed on " + from.source(), () -> {
                rounds.run(round, failure -> failed(failure, progress));
                return null;
            });
        }
        return ExitCode.DONE;
    }

    private boolean read(FlowStore store) throws Exception {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        FlowAnswer answer = query.ask(store.flows(from.selection()));
        FollowedFlows news =
                FollowedFlows.of(store.measurement().experiment(), now, (TopFlows) answer.view(), answer.tally(), last);
        last = Optional.of(news);
        return output.print(news);
    }

    private void failed(Exception failure, ProgressLines progress) {
        String why = Rounds.words(failure);
        progress.say("overtap: this time nothing could be read, and it goes on: " + why);
    }
}
