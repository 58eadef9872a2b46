package org.overtap.cli.option.question;

import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.overtap.cli.option.HelpGroup;
import org.overtap.cli.option.UsageException;
import org.overtap.record.query.FlowOrder;
import org.overtap.record.query.FlowQuestion;
import org.overtap.record.query.Grouping;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What is asked of flows. Names and short options are nfdump's where it has them. */
@HelpGroup(HelpGroup.Heading.QUESTION)
public final class FlowQuestionOptions {
    private static final int USUAL_LIMIT = 10;
    private static final Map<String, Grouping> MATRICES = Map.of("node", Grouping.NODES, "ip", Grouping.PAIR);

    @Option(
            names = {"-s", "--by"},
            paramLabel = "WHAT[/ORDER]",
            description =
                    "sum flows up by srcip (default), dstip, ip, srcport, dstport, port, proto, tos, vlan, srcmac,"
                            + " dstmac, srcnode, dstnode, node, segment, probe, side, noise, run, nodes, pair, conversation or"
                            + " record")
    private String by;

    @Option(
            names = {"-O", "--order"},
            paramLabel = "ORDER",
            description =
                    "what has most of it stands first: bytes (default), packets or flows; --list: start (default),"
                            + " bytes or packets")
    private String order;

    @Option(
            names = "-n",
            paramLabel = "N",
            description = "so many of them, 0 for all (default: " + USUAL_LIMIT + "; of --list and --matrix all)")
    private Integer limit;

    @Option(
            names = {"-B", "--two-way"},
            description = "join a flow with what came back, of --by record, pair or nodes, or of --list")
    private boolean twoWay;

    @Option(
            names = "--matrix",
            paramLabel = "node|ip",
            description = "the traffic matrix of nodes or of addresses: who sends how much to whom")
    private String matrix;

    @Option(
            names = "--every",
            paramLabel = "TIME",
            description = "a series for each segment in steps of 10s, 500ms, 5m, 1h ...; flows are spread over the time"
                    + " that they took")
    private String every;

    @Option(names = "--list", description = "the flows themselves")
    private boolean list;

    @Mixin
    private PatternOptions pattern;

    /**
     * The question.
     *
     * @throws UsageException if it is more than one, or none
     */
    public FlowQuestion question() {
        long asked = Stream.of(by != null, matrix != null, every != null, list, pattern.isAsked())
                .filter(is -> is)
                .count();
        if (asked > 1) {
            throw new UsageException("--by, --matrix, --every, --list and --ask each are a question: ask one of them");
        }
        if (limit != null && limit < 0) {
            throw new UsageException("-n is 0 for all, or how many are wanted; not " + limit);
        }
        if (pattern.isAsked()) {
            if (order != null || twoWay) {
                throw new UsageException("--ask has its own order and both directions: leave out -O and -B");
            }
            return pattern.question(limit == null ? USUAL_LIMIT : limit);
        }
        if (every != null) {
            if (order != null || limit != null || twoWay) {
                throw new UsageException(
                        "--every gives all segments and steps in their order: leave out -O, -n and -B");
            }
            return new FlowQuestion.Series(TimeSpans.time("--every", every).toNanos() / 1000);
        }
        if (list && !twoWay) {
            return new FlowQuestion.Listing(order(order, FlowOrder.START), limit == null ? 0 : limit);
        }
        if (matrix != null) {
            return matrix();
        }
        return top();
    }

    private FlowQuestion matrix() {
        Grouping between = MATRICES.get(matrix.toLowerCase(Locale.ROOT));
        if (between == null || limit != null || twoWay) {
            throw new UsageException(
                    between == null
                            ? "--matrix is node or ip, not " + matrix
                            : "--matrix has all pairs in both directions: leave out -n and -B");
        }
        return new FlowQuestion.Top(between, order(order, FlowOrder.BYTES), 0, false, true);
    }

    private FlowQuestion top() {
        String what = by == null ? (list ? "record" : "srcip") : by;
        int slash = what.indexOf('/');
        if (slash >= 0 && order != null) {
            throw new UsageException("an order is given behind the slash of --by, or with -O");
        }
        String name = slash < 0 ? what : what.substring(0, slash);
        Grouping grouping = Grouping.of(name)
                .orElseThrow(() -> new UsageException("--by " + name + " is not known; known are " + Grouping.words()));
        int usual = list ? 0 : USUAL_LIMIT;
        return new FlowQuestion.Top(
                grouping,
                order(slash < 0 ? order : what.substring(slash + 1), FlowOrder.BYTES),
                limit == null ? usual : limit,
                twoWay,
                false);
    }

    private static FlowOrder order(String typed, FlowOrder usual) {
        if (typed == null) {
            return usual;
        }
        return Arrays.stream(FlowOrder.values())
                .filter(known -> known.word().equals(typed.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new UsageException("an order is "
                        + Arrays.stream(FlowOrder.values()).map(FlowOrder::word).collect(Collectors.joining(", "))
                        + "; not " + typed));
    }

    /** How often is looked where that goes on, if it is said. */
    public Optional<Duration> pace() {
        if (by != null || matrix != null || list || pattern.isAsked() || order != null || limit != null || twoWay) {
            throw new UsageException("--follow tells what came to each segment: of the questions it goes with --every"
                    + " alone, besides --filter and the like");
        }
        return Optional.ofNullable(every).map(text -> TimeSpans.time("--every", text));
    }
}
