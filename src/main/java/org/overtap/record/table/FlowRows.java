package org.overtap.record.table;

import java.io.IOException;

/** Takes rows as they come. */
public interface FlowRows {
    /** A flow, told once. */
    void flow(FlowRow row) throws IOException;

    /**
     * A flow that is counted elsewhere on its way, as it was on another segment that it crosses: for sums of that
     * segment.
     */
    void crossing(FlowRow row) throws IOException;
}
