package org.overtap.record.query;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.PriorityQueue;
import java.util.Set;
import org.overtap.record.table.Column;
import org.overtap.record.table.FlowRow;

/** Keeps the first flows of an order. */
final class ListBuilder implements ViewBuilder {
    /** Flows that are held. */
    static final int MOST_FLOWS = 1_000_000;

    private static final List<Column> TIES = List.of(
            Column.FIRST, Column.LAST, Column.SRC, Column.SRC_PORT, Column.DST, Column.DST_PORT, Column.PROTOCOL);

    private final FlowQuestion.Listing asked;
    private final int most;
    private final Comparator<FlowRow> order;
    private final PriorityQueue<FlowRow> best;

    ListBuilder(FlowQuestion.Listing asked, int most) {
        this.asked = asked;
        this.most = most;
        this.order = Comparator.<FlowRow>comparingLong(row -> asked.order().of(row))
                .reversed()
                .thenComparing((a, b) -> CopiedRow.compare(a, b, TIES));
        this.best = new PriorityQueue<>(order.reversed());
    }

    @Override
    public Set<Column> columns() {
        return EnumSet.allOf(Column.class);
    }

    @Override
    public boolean places() {
        return false;
    }

    @Override
    public void add(FlowRow row) {
        if (asked.limit() > 0 && best.size() == asked.limit()) {
            if (order.compare(row, best.peek()) < 0) {
                best.poll();
                best.add(new CopiedRow(row));
            }
            return;
        }
        if (best.size() == most) {
            throw new FlowQueryException(String.format(
                    Locale.ROOT,
                    "there are more than %,d flows, which is more than are listed at once: take fewer with -n or"
                            + " --filter, or have all of them as files with 'overtap dataset'",
                    most));
        }
        best.add(new CopiedRow(row));
    }

    @Override
    public FlowView view() {
        List<FlowRow> rows = new ArrayList<>(best);
        rows.sort(order);
        return new FlowList(asked.order(), rows);
    }
}
