package org.overtap.record.query;

import java.util.Set;
import org.overtap.record.table.Column;
import org.overtap.record.table.FlowRow;

/** Takes the rows that fit, and makes a view of them. */
public interface ViewBuilder {
    /** What it asks of a row. */
    Set<Column> columns();

    /** Whether it wants what was on each segment, and not each flow once. */
    boolean places();

    /** Takes a row, which may be another one as soon as it returns. */
    void add(FlowRow row);

    /**
     * What the rows come to.
     *
     * @throws FlowQueryException if what was asked does not fit them
     */
    FlowView view();
}
