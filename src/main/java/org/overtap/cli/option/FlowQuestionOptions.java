package org.overtap.cli.option;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.overtap.record.query.FlowOrder;
import org.overtap.record.query.FlowQuestion;
import org.overtap.record.query.Grouping;
import picocli.CommandLine.Option;

/** What is asked of flows. Names and short options are nfdump's where it has them. */
@HelpGroup(HelpGroup.Heading.QUESTION)
public final class FlowQuestionOptions {
    private static final int USUAL_LIMIT = 10;
    private static final Pattern TIME = Pattern.compile("([0-9]+(?:\\.[0-9]{1,6})?)(us|ms|s|m|h|d)?");
    private static final Map<String, Long> MICROS = Map.of(
            "us", 1L,
            "ms", 1_000L,
            "s", 1_000_000L,
            "m", 60_000_000L,
            "h", 3_600_000_000L,
            "d", 86_400_000_000L);
    /** Some 146 years: also in nanoseconds it is a number that a long holds. */
    private static final double LONGEST_MICROS = Long.MAX_VALUE / 2e3;

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

    /**
     * The question.
     *
     * @throws UsageException if it is more than one, or none
     */
    public FlowQuestion question() {
        long asked = Stream.of(by != null, matrix != null, every != null, list)
                .filter(is -> is)
                .count();
        if (asked > 1) {
            throw new UsageException("--by, --matrix, --every and --list each are a question: ask one of them");
        }
        if (limit != null && limit < 0) {
            throw new UsageException("-n is 0 for all, or how many are wanted; not " + limit);
        }
        if (every != null) {
            if (order != null || limit != null || twoWay) {
                throw new UsageException(
                        "--every gives all segments and steps in their order: leave out -O, -n and -B");
            }
            return new FlowQuestion.Series(time("--every", every).toNanos() / 1000);
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
        if (by != null || matrix != null || list || order != null || limit != null || twoWay) {
            throw new UsageException("--follow tells what came to each segment: of the questions it goes with --every"
                    + " alone, besides --filter and the like");
        }
        return Optional.ofNullable(every).map(text -> time("--every", text));
    }

    /**
     * A time as it is typed.
     *
     * @param option where it is
     */
    public static Duration time(String option, String text) {
        Matcher matcher = TIME.matcher(text.toLowerCase(Locale.ROOT));
        if (!matcher.matches()) {
            throw new UsageException(option + " is a time, as 10s, 500ms, 5m or 1h; not " + text);
        }
        String unit = matcher.group(2) == null ? "s" : matcher.group(2);
        double micros = Double.parseDouble(matcher.group(1)) * MICROS.get(unit);
        if (micros > LONGEST_MICROS) {
            throw new UsageException(option + " is longer than any measurement: " + text);
        }
        return Duration.of(Math.round(micros), ChronoUnit.MICROS);
    }
}
