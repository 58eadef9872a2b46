package org.overtap.lifecycle.flows;

import java.io.IOException;
import java.util.Set;
import org.overtap.record.once.FlowSelection;
import org.overtap.record.table.Column;
import org.overtap.record.table.FlowRow;
import org.overtap.record.table.FlowRows;
import org.overtap.record.table.FlowTally;

/**
 * Hands on the rows of the run that is wanted, without those of segments that are not. A flow that such a segment counted
 * is counted by the next one on its way, as if nobody had probed there; one of which no way is known goes with it.
 */
final class SelectedRows implements FlowRows {
    private final FlowSelection selection;
    private final Set<String> probed;
    private final FlowRows rows;
    private long flows;
    private long packets;
    private long bytes;
    private long crossings;
    private long leftOut;

    /** @param probed the segments on which anything was counted */
    SelectedRows(FlowSelection selection, Set<String> probed, FlowRows rows) {
        this.selection = selection;
        this.probed = probed;
        this.rows = rows;
    }

    @Override
    public void flow(FlowRow row) throws IOException {
        if (wants(row)) {
            count(row);
        } else {
            leftOut += number(row, Column.RECORDS);
        }
    }

    private void count(FlowRow row) throws IOException {
        flows++;
        packets = FlowTally.plus(packets, number(row, Column.PACKETS));
        bytes = FlowTally.plus(bytes, number(row, Column.BYTES));
        rows.flow(row);
    }

    @Override
    public void crossing(FlowRow row) throws IOException {
        if (wants(row) && isFirstLeft(row)) {
            count(row);
        } else if (wants(row)) {
            crossings++;
            rows.crossing(row);
        } else {
            leftOut += number(row, Column.RECORDS);
        }
    }

    private boolean wants(FlowRow row) {
        return selection.run().filter(run -> !is(row, Column.RUN, run)).isEmpty()
                && !(row.has(Column.SEGMENT) && selection.excluded().contains(row.text(Column.SEGMENT)));
    }

    /** Whether all that could count it before, on its way, is left out. */
    private boolean isFirstLeft(FlowRow row) {
        if (selection.excluded().isEmpty() || !row.has(Column.PATH) || !row.has(Column.SEGMENT)) {
            return false;
        }
        String here = row.text(Column.SEGMENT);
        for (String segment : row.text(Column.PATH).split(" ")) {
            if (segment.equals(here)) {
                return true;
            }
            if (probed.contains(segment) && !selection.excluded().contains(segment)) {
                return false;
            }
        }
        return false;
    }

    private static boolean is(FlowRow row, Column column, String text) {
        return row.has(column) && row.text(column).equals(text);
    }

    private static long number(FlowRow row, Column column) {
        return row.has(column) ? row.number(column) : 0;
    }

    /** What came of reading all of them, for those that are wanted. */
    FlowTally tally(FlowTally all) {
        return new FlowTally(
                all.records(),
                all.counted() - leftOut,
                all.others(),
                all.tests(),
                all.early(),
                all.foreign(),
                all.excluded() + leftOut,
                all.duplicates(),
                all.unread(),
                flows,
                packets,
                bytes,
                crossings);
    }
}
