package org.overtap.record.query.ask;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.overtap.record.query.FlowFindings;
import org.overtap.record.query.FlowQuery;
import org.overtap.record.query.FlowQuestion;
import org.overtap.record.query.MadeFlows;
import org.overtap.record.query.MadeRow;
import org.overtap.record.query.filter.FlowExpression;
import org.overtap.record.table.Column;

/** Flows as hosts make them that talk to each other, in no order; host 7 is 10.0.0.7 on node n7. */
public final class MadeTalk {
    public static final long NOON = 1_795_867_200_000_000L;

    private static final int TCP = 6;
    private static final int UDP = 17;
    private static final int SYN = 2;
    private static final int RST_ACK = 0x14;
    private static final int DATA = 0x1b;

    private final List<MadeRow> rows = new ArrayList<>();

    public static String address(int host) {
        return "10." + (host >> 16) + "." + (host >> 8 & 255) + "." + (host & 255);
    }

    /** One direction; seconds are from noon on. */
    public MadeRow row(
            double at,
            double seconds,
            int protocol,
            int from,
            int fromPort,
            int to,
            int toPort,
            long packets,
            long bytes) {
        long first = NOON + Math.round(at * 1e3) * 1000;
        MadeRow row = MadeRow.of(
                Column.FIRST,
                first,
                Column.LAST,
                first + Math.round(seconds * 1e3) * 1000,
                Column.PROTOCOL,
                protocol,
                Column.SRC,
                address(from),
                Column.DST,
                address(to),
                Column.SRC_PORT,
                fromPort,
                Column.DST_PORT,
                toPort,
                Column.PACKETS,
                packets,
                Column.BYTES,
                bytes,
                Column.SRC_NODE,
                "n" + from,
                Column.DST_NODE,
                "n" + to,
                Column.SEGMENT,
                "lan" + from % 3,
                Column.RUN,
                "unmarked");
        rows.add(row);
        return row;
    }

    private void flags(MadeRow row, int flags) {
        row.with(Column.TCP_FLAGS, flags);
    }

    /** A TCP connection that carries something both ways. */
    public MadeTalk session(double at, int from, int fromPort, int to, int toPort) {
        flags(row(at, 0.2, TCP, from, fromPort, to, toPort, 7, 900), DATA);
        flags(row(at + 0.001, 0.2, TCP, to, toPort, from, fromPort, 6, 3000), DATA);
        return this;
    }

    /** A SYN and the RST that is the answer. */
    public MadeTalk refused(double at, int from, int fromPort, int to, int toPort) {
        flags(row(at, 0, TCP, from, fromPort, to, toPort, 1, 60), SYN);
        flags(row(at, 0, TCP, to, toPort, from, fromPort, 1, 40), RST_ACK);
        return this;
    }

    /** A SYN, sent again and again, and no answer. */
    public MadeTalk silent(double at, int from, int fromPort, int to, int toPort) {
        flags(row(at, 7, TCP, from, fromPort, to, toPort, 4, 240), SYN);
        return this;
    }

    /** A question by UDP, answered. */
    public MadeTalk asked(double at, int from, int fromPort, int to, int toPort) {
        row(at, 0, UDP, from, fromPort, to, toPort, 1, 70);
        row(at + 0.002, 0, UDP, to, toPort, from, fromPort, 1, 180);
        return this;
    }

    /** A datagram, and no answer. */
    public MadeTalk datagram(double at, int from, int fromPort, int to, int toPort) {
        row(at, 0, UDP, from, fromPort, to, toPort, 1, 70);
        return this;
    }

    /** All that there is, in an order that the seed tells. */
    public MadeFlows flows(long seed) {
        List<MadeRow> mixed = new ArrayList<>(rows);
        Collections.shuffle(mixed, new Random(seed));
        return new MadeFlows(mixed, List.of());
    }

    public List<MadeRow> rows() {
        return rows;
    }

    FlowFindings ask(FlowPattern pattern, Map<String, Double> thresholds) throws Exception {
        return ask(pattern, new PatternSettings(thresholds, Optional.empty(), 0));
    }

    FlowFindings ask(FlowPattern pattern, PatternSettings settings) throws Exception {
        return (FlowFindings)
                new FlowQuery(new FlowQuestion.Search(() -> pattern.search(settings)), FlowExpression.ALL, false)
                        .ask(flows(1))
                        .view();
    }

    /** A field of a finding; null where it has none. */
    static Object field(FlowFindings findings, int row, String title) {
        for (int i = 0; i < findings.fields().size(); i++) {
            if (findings.fields().get(i).title().equals(title)) {
                return findings.rows().get(row).get(i).orElse(null);
            }
        }
        throw new AssertionError("no field " + title);
    }

    static List<Object> fields(FlowFindings findings, int row, String... titles) {
        List<Object> values = new ArrayList<>();
        for (String title : titles) {
            values.add(field(findings, row, title));
        }
        return values;
    }
}
