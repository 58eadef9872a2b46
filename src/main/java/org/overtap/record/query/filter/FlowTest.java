package org.overtap.record.query.filter;

import org.overtap.record.table.FlowRow;

/** Whether a row is meant. */
@FunctionalInterface
public interface FlowTest {
    /** Every row. */
    FlowTest ANY = row -> true;

    /** Whether this row is one of those. */
    boolean fits(FlowRow row);

    /** Those of both. */
    default FlowTest and(FlowTest other) {
        return row -> fits(row) && other.fits(row);
    }

    /** Those of either. */
    default FlowTest or(FlowTest other) {
        return row -> fits(row) || other.fits(row);
    }

    /** All others. */
    default FlowTest not() {
        return row -> !fits(row);
    }
}
