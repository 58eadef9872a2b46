/**
 * Flow records: what a probe told, how it is read from where a collector stored it, and which one record counts.
 *
 * <p>Enters: files of finished records on a node, by a {@link org.overtap.shell.Shell}; a topology and a plan. Leaves:
 * {@link org.overtap.record.FlowRecord}s, one by one, and a {@link org.overtap.record.ReadTally} of what was read and
 * what was not. A {@link org.overtap.record.RecordReader} may run its tool on the node and read files there; it changes
 * nothing. Nothing here knows why records are read: a {@link org.overtap.record.FlowFilter} says which.
 */
package org.overtap.record;
