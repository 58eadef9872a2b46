package org.overtap.lifecycle.flows;

import java.io.IOException;
import org.overtap.record.once.FlowSelection;
import org.overtap.record.table.Column;
import org.overtap.record.table.FlowRow;
import org.overtap.record.table.FlowRows;
import org.overtap.record.table.FlowTally;

/** Hands on the rows of the run that is wanted, without those of segments that are not. */
final class SelectedRows implements FlowRows {
    private final FlowSelection selection;
    private final FlowRows rows;
    private long flows;
    private long packets;
    private long bytes;
    private long crossings;
    private long leftOut;

    SelectedRows(FlowSelection selection, FlowRows rows) {
        this.selection = selection;
        this.rows = rows;
    }

    @Override
    public void flow(FlowRow row) throws IOException {
        if (wants(row)) {
            flows++;
            packets += number(row, Column.PACKETS);
            bytes += number(row, Column.BYTES);
            rows.flow(row);
        }
    }

    @Override
    public void crossing(FlowRow row) throws IOException {
        if (wants(row)) {
            crossings++;
            rows.crossing(row);
        }
    }

    private boolean wants(FlowRow row) {
        boolean wanted =
                selection.run().filter(run -> !is(row, Column.RUN, run)).isEmpty()
                        && !(row.has(Column.SEGMENT) && selection.excluded().contains(row.text(Column.SEGMENT)));
        leftOut += wanted ? 0 : number(row, Column.RECORDS);
        return wanted;
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
