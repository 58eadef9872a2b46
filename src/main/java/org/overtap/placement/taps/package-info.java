/**
 * Rows that may be met by taps on added machines instead: the best answer for every number of them.
 *
 * <p>Enters: a {@link org.overtap.placement.taps.TapProblem}. Leaves: a {@link
 * org.overtap.placement.taps.ParetoFrontier}, or one point of it. Pure.
 */
package org.overtap.placement.taps;
