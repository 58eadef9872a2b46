package org.overtap.record.once;

import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.overtap.overlay.plan.PlanTiming;
import org.overtap.record.FlowKey;
import org.overtap.record.FlowRecord;
import org.overtap.record.Measurement;
import org.overtap.record.ReadTally;
import org.overtap.record.table.FlowRows;
import org.overtap.record.table.FlowTally;

/**
 * Makes rows of the records of a measurement, so that every flow is told once. Takes records one by one; those of one
 * exporter come roughly in the order of time, different exporters in any order. Not for use by several threads.
 *
 * <p>A record counts if its probe owns the conversation that it is of (RFC 7011 would call the others' duplicates), and
 * parts of a flow that probes split are joined again. A record that equals one before to the last bit is that one, told
 * again; not so where each packet is a record, since packets of one millisecond may be alike. What becomes of each record is in the tally and in the accounts.
 */
public final class ExactlyOnce {
    private static final long MICROS = 1_000_000;

    /** Probes look for flows that ended once in a while, and clocks of probes wander. */
    private static final long SLACK = 10 * MICROS;

    /** So many decisions are kept at most: there are more only in floods of invented addresses. */
    private static final int MOST_DECISIONS = 1 << 18;

    private final FlowRows rows;
    private final Points points;
    private final Set<String> excluded;
    private final NamedRuns runs;
    private final TestRecords tests;
    private final Judge judge;
    private final OpenFlows open;
    private final long since;
    private int decisions;
    private long foreign;
    private long flows;
    private long packets;
    private long bytes;
    private long crossings;

    /** @param rows takes the rows, each as soon as no further part of it can be expected */
    public ExactlyOnce(Measurement measurement, FlowSelection selection, FlowRows rows) {
        this.rows = rows;
        this.points = new Points(measurement);
        this.excluded = selection.excluded();
        this.runs = new NamedRuns(measurement.marks(), selection.run());
        this.tests = new TestRecords(measurement.tests());
        this.judge = new Judge(measurement, points, excluded);
        this.since = measurement.since().map(Micros::of).orElse(Micros.NONE);
        PlanTiming timing = measurement.plan().timing();
        long idle = timing.idle() * MICROS;
        this.open = new OpenFlows(points.all(), idle, timing.active() * MICROS + 2 * idle + SLACK, this::write);
    }

    /** @throws IOException if the rows throw it */
    public void accept(FlowRecord told) throws IOException {
        Point point = points.of(told.exporter());
        if (point == null) {
            foreign++;
            return;
        }
        point.records++;
        Point.Form form = point.form(told.exporter().format());
        FlowRecord record = told.withoutLayer2(form.layer2());
        long first = point.clock.correct(Micros.told(record.firstMicros()));
        long last = point.clock.correct(Micros.told(record.lastMicros()));
        if (last != Micros.NONE && last < since) {
            point.early++;
        } else if (tests.has(record)) {
            point.tests++;
        } else {
            point.heard(first, last);
            if (point.segment != null && excluded.contains(point.segment)) {
                point.excluded++;
            } else {
                judge(point, form, record, first, last);
            }
        }
    }

    private void judge(Point point, Point.Form form, FlowRecord record, long first, long last) throws IOException {
        FlowKey key = record.key();
        String fromMac = key.fromMac().orElse(null);
        String toMac = key.toMac().orElse(null);
        Decision decision = point.decisions.find(key.from(), key.to(), fromMac, toMac);
        if (decision == null) {
            decision = judge.judge(point, key.from(), key.to(), fromMac, toMac);
            if (decision != Decision.OTHERS) {
                keep(point, decision);
            }
        }
        if (decision.kind == Decision.Kind.OTHERS) {
            point.others++;
        } else if (!open.add(new OpenFlow(point, decision, record, first, last, form.packets()))) {
            point.duplicates++;
        }
    }

    private void keep(Point point, Decision decision) {
        if (decisions == MOST_DECISIONS) {
            points.all().forEach(one -> one.decisions.clear());
            decisions = 0;
        }
        point.decisions.keep(decision);
        decisions++;
    }

    private void write(OpenFlow row) throws IOException {
        String run = runs.of(row.time());
        if (!runs.wants(run)) {
            row.point.excluded += row.records();
            return;
        }
        row.inRun(run);
        row.point.counted += row.records();
        if (row.decision.kind == Decision.Kind.FLOW) {
            flows++;
            packets = FlowTally.plus(packets, row.packets());
            bytes = FlowTally.plus(bytes, row.bytes());
            rows.flow(row);
        } else {
            crossings++;
            rows.crossing(row);
        }
    }

    /** Numbers jumped in what was taken so far: whose they are is told by who has records there. */
    public void jumped(List<ReadTally.Jumps> jumps) {
        for (ReadTally.Jumps its : jumps) {
            boolean others = its.exporters().size() > 1;
            its.exporters().stream()
                    .map(points::of)
                    .filter(Objects::nonNull)
                    .distinct()
                    .forEach(point -> point.jumped(its.count(), others));
        }
    }

    /**
     * Hands on the rows that are left.
     *
     * @param unread what could not be read, for the tally
     * @return where every record is found again
     * @throws IOException if the rows throw it
     */
    public FlowTally finish(List<ReadTally.Unread> unread) throws IOException {
        open.finish();
        long records = foreign;
        long counted = 0;
        long others = 0;
        long tested = 0;
        long early = 0;
        long left = 0;
        long duplicates = 0;
        for (Point point : points.all()) {
            records += point.records;
            counted += point.counted;
            others += point.others;
            tested += point.tests;
            early += point.early;
            left += point.excluded;
            duplicates += point.duplicates;
        }
        return new FlowTally(
                records,
                counted,
                others,
                tested,
                early,
                foreign,
                left,
                duplicates,
                unread,
                flows,
                packets,
                bytes,
                crossings);
    }

    /** What became of each probe's records, by node and interface; those of which none came are there too. */
    public List<ProbeAccount> accounts() {
        return points.all().stream()
                .map(Point::account)
                .sorted(Comparator.comparing(ProbeAccount::node).thenComparing(ProbeAccount::iface))
                .toList();
    }
}
