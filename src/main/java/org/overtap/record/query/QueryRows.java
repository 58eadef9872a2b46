package org.overtap.record.query;

import java.util.EnumSet;
import java.util.Set;
import org.overtap.record.query.filter.FlowTest;
import org.overtap.record.table.Column;
import org.overtap.record.table.FlowRow;
import org.overtap.record.table.FlowRows;

/**
 * Hands on the rows that a query means, and counts the others. Where a query is about places, rows of both tables are;
 * the total then still tells each flow once, unless the filter confines all to one segment: there no flow is twice.
 */
final class QueryRows implements FlowRows {
    private final FlowQuery query;
    private final ViewBuilder builder;
    private final FlowTest filter;
    private final boolean places;
    private final boolean oneSegment;
    private final GroupSums total = new GroupSums();
    private long noise;
    private long unfit;

    QueryRows(FlowQuery query, ViewBuilder builder) {
        this.query = query;
        this.builder = builder;
        this.oneSegment = query.filter().segment().isPresent();
        this.places = oneSegment || builder.places();
        this.filter = places ? query.filter().places() : query.filter().flows();
    }

    /** What it asks of a row by itself. */
    Set<Column> columns() {
        Set<Column> columns = EnumSet.of(Column.PACKETS, Column.BYTES, Column.FIRST, Column.LAST);
        if (query.withoutNoise()) {
            columns.add(Column.NOISE);
        }
        return columns;
    }

    @Override
    public void flow(FlowRow row) {
        take(row, true);
    }

    @Override
    public void crossing(FlowRow row) {
        if (places) {
            take(row, oneSegment);
        }
    }

    private void take(FlowRow row, boolean counted) {
        if (query.withoutNoise() && row.has(Column.NOISE)) {
            noise += counted ? 1 : 0;
        } else if (!filter.fits(row)) {
            unfit += counted ? 1 : 0;
        } else {
            builder.add(row);
            if (counted) {
                total.add(0, row);
            }
        }
    }

    FlowCounts total() {
        return total.of(0);
    }

    /** Flows that were left out as noise. */
    long noise() {
        return noise;
    }

    /** Flows that the filter left out. */
    long unfit() {
        return unfit;
    }
}
