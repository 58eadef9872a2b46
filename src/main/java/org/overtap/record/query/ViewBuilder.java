package org.overtap.record.query;

import java.util.Set;
import org.overtap.record.table.Column;
import org.overtap.record.table.FlowRow;

/** Takes the rows that fit, and makes a view of them. */
interface ViewBuilder {
    /** What it asks of a row. */
    Set<Column> columns();

    /** Whether it wants what was on each segment, and not each flow once. */
    boolean places();

    void add(FlowRow row);

    FlowView view();
}
