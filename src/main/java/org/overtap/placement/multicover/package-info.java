/**
 * Rows that need k of their slots: reductions, greedy, bounds, the exact search, and the table of algorithms.
 *
 * <p>Enters: a {@link org.overtap.placement.CoverProblem} and limits. Leaves: a {@link
 * org.overtap.placement.Placement} with its lower bound. Pure.
 */
package org.overtap.placement.multicover;
