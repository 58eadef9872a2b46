package org.overtap.record.query;

import org.overtap.record.table.FlowTally;

/**
 * What a query came to.
 *
 * @param query what was asked
 * @param view the answer
 * @param total all flows that it is about, each once
 * @param noise flows that were left out as noise
 * @param unfit flows that were left out by the filter
 * @param tally what was read
 */
public record FlowAnswer(FlowQuery query, FlowView view, FlowCounts total, long noise, long unfit, FlowTally tally) {}
