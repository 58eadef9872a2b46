package org.overtap.record.query;

import java.util.function.Supplier;

/** What is asked of flows. */
public sealed interface FlowQuestion {
    /**
     * Sums of groups.
     *
     * @param limit how many of them, the first ones; 0 is all
     * @param twoWay whether a flow is joined with what came back
     * @param matrix whether it is a matrix: in the order of names
     */
    record Top(Grouping by, FlowOrder order, int limit, boolean twoWay, boolean matrix) implements FlowQuestion {
        public Top {
            if (order == FlowOrder.START) {
                throw new FlowQueryException("groups are ordered by bytes, packets or flows; a list by start, too");
            }
            if (twoWay && !by.canBeTwoWay()) {
                throw new FlowQueryException("-B joins a flow with what came back: --by " + by.word()
                        + " has no other end; use --by record, pair or nodes");
            }
        }
    }

    /**
     * What was on each segment as time went on.
     *
     * @param everyMicros the length of a step in microseconds
     */
    record Series(long everyMicros) implements FlowQuestion {
        public Series {
            if (everyMicros <= 0) {
                throw new FlowQueryException("a step of a series takes some time: --every 10s");
            }
        }
    }

    /**
     * The flows themselves.
     *
     * @param limit how many of them, the first ones; 0 is all
     */
    record Listing(FlowOrder order, int limit) implements FlowQuestion {
        public Listing {
            if (order == FlowOrder.FLOWS) {
                throw new FlowQueryException("a list of flows is ordered by start, bytes or packets");
            }
        }
    }

    /**
     * A pattern that is looked for.
     *
     * @param begin makes what takes the rows, anew each time
     */
    record Search(Supplier<ViewBuilder> begin) implements FlowQuestion {}
}
