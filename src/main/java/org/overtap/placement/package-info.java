/**
 * Where probes must go: the smallest choice of candidates that meets every row of a {@link
 * org.overtap.placement.CoverProblem}.
 *
 * <p>Enters: a cover problem, made of plain numbers (who may carry a probe, at what cost, and which sets must be
 * seen), and {@link org.overtap.placement.Limits}. Leaves: a {@link org.overtap.placement.Placement} with a lower
 * bound that holds whatever stopped the search, or an {@link org.overtap.placement.Infeasible} naming the rows that
 * nothing can meet. Nothing else is touched: no files, no clock except as the last resort of the limits, no
 * randomness that is not seeded by a constant, so the same problem gives the same answer.
 *
 * <p>How many members of a segment a row asks for is asked of {@link org.overtap.topology.SegmentVisibility}. Quotas
 * ({@link org.overtap.placement.Quota}) say how many of some candidates may be chosen together, as a switch shows only
 * so many segments at once; every algorithm keeps to them.
 *
 * <p>One problem, one interface ({@link org.overtap.placement.PlacementAlgorithm}), one class per algorithm, one line
 * each in {@link org.overtap.placement.multicover.PlacementAlgorithms}. {@link org.overtap.placement.CoverChecker}
 * judges answers and shares no code with the algorithms.
 *
 * <p>Two relatives of that problem: {@link org.overtap.placement.taps.TapProblem}, where rows may be met by taps on
 * extra nodes instead, answered for every number of them by {@link org.overtap.placement.taps.ParetoFrontier}; and
 * flows between hosts ({@link org.overtap.placement.flows.FlowPaths}), of which each must be seen once on its way
 * ({@link org.overtap.placement.flows.FlowPlacement}) and counted by one
 * ({@link org.overtap.placement.flows.FlowAssignment}).
 *
 * <p>Inside, everything is an {@code int[]}: an object graph of a million nodes takes 800 MB and eight seconds to
 * build, the arrays take 50 MB.
 */
package org.overtap.placement;
