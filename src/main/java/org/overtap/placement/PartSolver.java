package org.overtap.placement;

/** Solves one connected, reduced problem with the search that fits it. */
final class PartSolver {
    /** A graph of LANs is worth it up to this many links. */
    private static final long MAX_EDGES = 8_000_000;

    private static final int MAX_STEPS = 1500;

    private PartSolver() {}

    static Answer solve(CoverProblem part, Budget budget) {
        return LinkGraph.of(part, MAX_EDGES)
                .map(graph -> solveGraph(part, graph, budget))
                .orElseGet(() -> RowSearch.solve(part, budget));
    }

    /** LANs are bounded better by prices on their rows than by anything that sees only links. */
    private static Answer solveGraph(CoverProblem part, LinkGraph graph, Budget budget) {
        if (part.memberships() == 2 * part.rows()) {
            return GraphSolver.solve(graph, budget);
        }
        Budget share = budget.atMost(budget.left() / 10 * 3);
        long bound = RowBound.startingAt(part, new double[part.rows()])
                .improved(Peeling.of(graph).size(), MAX_STEPS, share)
                .value();
        budget.spend(share.spent());
        Answer answer = GraphSolver.solve(graph, budget);
        return answer.withBound(bound);
    }
}
