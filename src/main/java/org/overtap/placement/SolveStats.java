package org.overtap.placement;

/**
 * How an answer was found.
 *
 * @param branches choices that were not forced by a proof: 0 means optimal by construction
 * @param kernel candidates left after all reductions, before branching
 * @param work elementary steps taken, comparable with {@link Limits#work}
 */
public record SolveStats(long branches, int kernel, long work) {}
