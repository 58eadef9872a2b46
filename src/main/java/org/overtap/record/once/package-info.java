/**
 * Every flow once: which of the records that several probes told of one flow counts.
 *
 * <p>Enters: {@link org.overtap.record.FlowRecord}s one by one, as readers hand them on, and the
 * {@link org.overtap.record.Measurement} that they belong to. Leaves: rows of the two tables of
 * {@link org.overtap.record.table}, and in the end a {@link org.overtap.record.table.FlowTally} and a
 * {@link org.overtap.record.once.ProbeAccount} for each probe, in which every record is found again. Only
 * {@link org.overtap.record.once.MeasuredFlows} reads anything, by way of a reader; all else is values in, values out,
 * in memory that does not grow with the number of records.
 */
package org.overtap.record.once;
