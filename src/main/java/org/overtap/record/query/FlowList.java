package org.overtap.record.query;

import java.util.List;
import org.overtap.record.table.FlowRow;

/**
 * Flows, one by one.
 *
 * @param order what stands first
 * @param rows with all columns
 */
public record FlowList(FlowOrder order, List<FlowRow> rows) implements FlowView {
    public FlowList {
        rows = List.copyOf(rows);
    }
}
