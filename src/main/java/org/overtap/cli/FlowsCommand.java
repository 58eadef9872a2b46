package org.overtap.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.overtap.cli.live.FollowOptions;
import org.overtap.cli.live.Following;
import org.overtap.cli.option.ExitCode;
import org.overtap.cli.option.FlowSourceOptions;
import org.overtap.cli.option.OutputOptions;
import org.overtap.cli.option.Sources;
import org.overtap.cli.option.question.FlowQuestionOptions;
import org.overtap.lifecycle.flows.AccountedFlows;
import org.overtap.lifecycle.flows.FlowStore;
import org.overtap.record.RecordException;
import org.overtap.record.once.FlowSelection;
import org.overtap.record.query.FlowAnswer;
import org.overtap.record.query.FlowQuery;
import org.overtap.record.query.filter.FlowExpression;
import org.overtap.report.flows.FollowedFlows;
import org.overtap.report.flows.PrintedFlows;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Answers who talked to whom. */
@Command(
        name = "flows",
        mixinStandardHelpOptions = true,
        description = {
            "Say who talked to whom, every flow counted once: top talkers, a matrix, series, or scans, beacons and the like.",
            "Without a question it gives the addresses that sent most bytes."
        },
        footer = {
            "",
            "A filter is written as for nfdump: \"proto tcp and (dst port 80 or src net 10.1/16) and bytes > 1m\"; and"
                    + " it can ask for what only the topology tells: node NAME (src node, dst node), segment NAME,"
                    + " probe NAME, run NAME, side before|after, noise. What a flow does not have fits nothing.",
            "A segment's numbers are all that crosses it; a flow that crosses three is in all three, and once in every"
                    + " other sum.",
            "",
            "--follow tells what came to each segment since it told last, also of a folder that grows; --format json is then"
                    + " a document a line.",
            "",
            "--ask judges by thresholds that --threshold changes: ${bundle:thresholds}.",
            "",
            "Examples: overtap flows DATASET -s record/packets -n 20 --filter \"node n1 and not noise\"",
            "          overtap flows DATASET --ask scans --threshold hosts=5"
        })
final class FlowsCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private final FlowSourceOptions from;

    @Option(names = "--filter", paramLabel = "FILTER", description = "only flows that fit it, in nfdump's syntax")
    private String filter = "";

    @Option(
            names = "--exclude-noise",
            description = "leave out what no experimenter sends: neighbour discovery, mDNS, routing protocols ...")
    private boolean withoutNoise;

    @Mixin
    private FlowQuestionOptions questions;

    @Mixin
    private FollowOptions follow;

    @Mixin
    private final OutputOptions output = new OutputOptions(PrintedFlows.class, FollowedFlows.class);

    FlowsCommand(Sources sources) {
        this.from = new FlowSourceOptions(sources);
    }

    @Override
    public Integer call() throws Exception {
        if (follow.wanted()) {
            output.requireAppendable(FollowedFlows.class);
            PrintWriter out = spec.commandLine().getOut();
            return new Following(from, FlowExpression.of(filter), withoutNoise, news -> output.append(out, news))
                    .run(follow.rounds(questions), spec.commandLine().getErr());
        }
        FlowQuery query = new FlowQuery(questions.question(), FlowExpression.of(filter), withoutNoise);
        output.requirePrintable(PrintedFlows.class);
        return from.read(spec.commandLine().getErr(), "flows", store -> answer(query, store));
    }

    private int answer(FlowQuery query, FlowStore store) throws RecordException, IOException {
        FlowSelection selection = from.selection();
        AccountedFlows flows = store.flows(selection);
        FlowAnswer answer = query.ask(flows);
        output.write(
                spec.commandLine().getOut(),
                new PrintedFlows(
                        store.title(),
                        store.measurement(),
                        answer,
                        selection.run(),
                        selection.excluded(),
                        flows.jumps()));
        return ExitCode.DONE;
    }
}
