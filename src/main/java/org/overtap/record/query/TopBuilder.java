package org.overtap.record.query;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import org.overtap.record.table.Column;
import org.overtap.record.table.FlowRow;

/**
 * Sums up groups. The two directions of a two-way group have one number: its key is the smaller of a flow's own and that
 * of what comes back. Afterwards the direction whose packets came first is the one that went there.
 */
final class TopBuilder implements ViewBuilder {
    /** Groups that are held: with keys of five numbers some 2 GB. */
    static final int MOST_GROUPS = 10_000_000;

    private static final long ABSENT = -1;

    private final FlowQuestion.Top asked;
    private final boolean twoWay;
    private final Column[] keys;
    private final Column[] turned;
    private final Column[] alsoUnder;
    private final long[] key;
    private final long[] other;
    private final TextNumbers texts = new TextNumbers();
    private final KeyNumbers groups;
    private final GroupSums there = new GroupSums();
    private final GroupSums back = new GroupSums();

    TopBuilder(FlowQuestion.Top asked, int most) {
        Grouping by = asked.by();
        this.asked = asked;
        this.twoWay = asked.twoWay() || by.alwaysTwoWay();
        this.keys = by.keys().toArray(new Column[0]);
        this.turned = by.turned().toArray(new Column[0]);
        this.alsoUnder = by.alsoUnder().toArray(new Column[0]);
        this.key = new long[keys.length];
        this.other = new long[keys.length];
        this.groups = new KeyNumbers(
                keys.length, most, "what is asked --by " + by.word(), ", or --by something of which there are fewer");
    }

    @Override
    public Set<Column> columns() {
        Set<Column> columns = EnumSet.of(Column.PACKETS, Column.BYTES, Column.FIRST, Column.LAST);
        columns.addAll(asked.by().keys());
        columns.addAll(asked.by().alsoUnder());
        return columns;
    }

    @Override
    public boolean places() {
        return asked.by().places();
    }

    @Override
    public void add(FlowRow row) {
        read(row, keys, key);
        if (twoWay) {
            read(row, turned, other);
            boolean turn = java.util.Arrays.compare(key, other) > 0;
            int group = groups.of(turn ? other : key);
            (turn ? back : there).add(group, row);
            return;
        }
        int group = groups.of(key);
        there.add(group, row);
        if (alsoUnder.length > 0) {
            read(row, alsoUnder, other);
            int second = groups.of(other);
            if (second != group) {
                there.add(second, row);
            }
        }
    }

    private void read(FlowRow row, Column[] columns, long[] into) {
        for (int i = 0; i < columns.length; i++) {
            Column column = columns[i];
            into[i] = !row.has(column)
                    ? ABSENT
                    : column.type() == Column.Type.TEXT ? texts.of(row.text(column)) : row.number(column);
        }
    }

    @Override
    public FlowView view() {
        Comparator<TopFlows.Entry> order = asked.matrix() ? BY_KEY : bestFirst(asked.order());
        PriorityQueue<TopFlows.Entry> best = new PriorityQueue<>(order.reversed());
        long limit = asked.limit() == 0 ? Long.MAX_VALUE : asked.limit();
        for (int group = 0; group < groups.count(); group++) {
            if (best.size() == limit && !asked.matrix() && isLess(group, best.peek())) {
                continue;
            }
            TopFlows.Entry entry = entry(group);
            if (best.size() < limit || order.compare(entry, best.peek()) < 0) {
                best.add(entry);
                if (best.size() > limit) {
                    best.poll();
                }
            }
        }
        List<TopFlows.Entry> top = new ArrayList<>(best);
        top.sort(order);
        return new TopFlows(asked.by(), asked.order(), twoWay, asked.matrix(), groups.count(), top);
    }

    private boolean isLess(int group, TopFlows.Entry than) {
        FlowCounts counts = twoWay ? there.of(group).and(back.of(group)) : there.of(group);
        return asked.order().of(counts) < asked.order().of(than.all());
    }

    private TopFlows.Entry entry(int group) {
        FlowCounts one = there.of(group);
        FlowCounts two = back.of(group);
        boolean turn = two.flows() > 0
                && (one.flows() == 0
                        || two.first().orElse(Long.MAX_VALUE) < one.first().orElse(Long.MAX_VALUE));
        return turn
                ? new TopFlows.Entry(texts(group, asked.by().turned()), two, one)
                : new TopFlows.Entry(texts(group, asked.by().keys()), one, two);
    }

    private List<Optional<String>> texts(int group, List<Column> order) {
        List<Optional<String>> all = new ArrayList<>(Collections.nCopies(keys.length, Optional.empty()));
        for (int i = 0; i < keys.length; i++) {
            all.set(order.indexOf(keys[i]), shown(keys[i], groups.part(group, i)));
        }
        return all;
    }

    private Optional<String> shown(Column column, long value) {
        if (value == ABSENT) {
            return Optional.empty();
        }
        return Optional.of(column.type() == Column.Type.TEXT ? texts.text(value) : Long.toString(value));
    }

    private static Comparator<TopFlows.Entry> bestFirst(FlowOrder order) {
        return Comparator.<TopFlows.Entry>comparingLong(entry -> order.of(entry.all()))
                .thenComparingLong(entry -> entry.all().bytes())
                .thenComparingLong(entry -> entry.all().packets())
                .thenComparingLong(entry -> entry.all().flows())
                .reversed()
                .thenComparing(BY_KEY);
    }

    private static final Comparator<TopFlows.Entry> BY_KEY = (a, b) -> {
        for (int i = 0; i < a.key().size(); i++) {
            int compared = NaturalOrder.compare(
                    a.key().get(i).orElse(""), b.key().get(i).orElse(""));
            if (compared != 0) {
                return compared;
            }
        }
        return 0;
    };
}
