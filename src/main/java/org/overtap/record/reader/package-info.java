/**
 * The table of readers, one for each form in which collectors store records.
 *
 * <p>Enters: files of finished records on a node, by a {@link org.overtap.shell.Shell}. Leaves:
 * {@link org.overtap.record.FlowRecord}s, one by one, and a {@link org.overtap.record.ReadTally}. A reader may run its
 * tool on the node and read files there; it changes nothing.
 */
package org.overtap.record.reader;
