/**
 * Flow records and what they prove: which probe saw which conversation or flow, who owns it, and whether it was counted
 * exactly once.
 *
 * <p>Enters: the text in which a collector's reader prints records, a topology and a plan. Leaves: a
 * {@link org.overtap.flow.Verdict}. Pure.
 */
package org.overtap.flow;
