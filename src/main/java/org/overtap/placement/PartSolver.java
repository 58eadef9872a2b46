package org.overtap.placement;

/** Solves one connected, reduced problem with the search that fits it. */
final class PartSolver {
    /** A graph of LANs is worth it up to this many links. */
    private static final long MAX_EDGES = 8_000_000;

    private static final int MAX_STEPS = 1500;

    private PartSolver() {}

    static Answer solve(CoverProblem part, Budget budget) {
        Answer answer = LinkGraph.of(part, MAX_EDGES)
                .map(graph -> GraphSolver.solve(graph, budget))
                .orElseGet(() -> RowSearch.solve(part, budget));
        if (answer.lowerBound() >= answer.cost() || part.memberships() == 2 * part.rows()) {
            return answer;
        }
        long bound = RowBound.strong(part, answer.cost(), MAX_STEPS, Budget.of(Limits.none()))
                .value();
        return new Answer(answer.chosen(), answer.cost(), Math.max(answer.lowerBound(), bound), answer.branches());
    }
}
