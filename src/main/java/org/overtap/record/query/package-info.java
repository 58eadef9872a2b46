/**
 * Questions that flow tables answer: top talkers, traffic matrix, series, lists.
 *
 * <p>Enters: a {@link org.overtap.record.query.FlowQuery} and rows of a {@link org.overtap.record.table.FlowSource}, as
 * they stream. Leaves: a {@link org.overtap.record.query.FlowAnswer}. Memory is bounded by the number of groups that are
 * asked for, never by the number of rows; where that is too large, the query ends and says so. Pure.
 */
package org.overtap.record.query;
