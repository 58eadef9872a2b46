/**
 * Patterns that are looked for in flows: scans, beacons, new peers, heavy hitters.
 *
 * <p>Enters: rows, as they stream, and by what to judge. Leaves: {@link org.overtap.record.query.FlowFindings}, each with
 * its evidence, or why the rows could not show such a pattern. Which questions there are is the table
 * {@link org.overtap.record.query.ask.FlowPattern}. Memory is bounded by the number of connections, pairs or times that
 * are held, never by the number of rows; where there are more, the search ends and says so. Pure.
 */
package org.overtap.record.query.ask;
