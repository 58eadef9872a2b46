package org.overtap.placement;

import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/**
 * A problem without solution.
 *
 * @param rows the rows that even all allowed candidates together do not meet, ascending, at least one
 */
public record Infeasible(List<Integer> rows) {
    public Infeasible {
        rows = List.copyOf(rows);
        if (rows.isEmpty()) {
            throw new IllegalArgumentException("an infeasible problem has at least one row that cannot be met");
        }
    }

    static Optional<Infeasible> in(CoverProblem problem) {
        BitSet all = new BitSet(problem.candidates());
        for (int v = 0; v < problem.candidates(); v++) {
            all.set(v, !problem.isForbidden(v));
        }
        List<Integer> unmet = CoverChecker.unmetRows(problem, all);
        return unmet.isEmpty() ? Optional.empty() : Optional.of(new Infeasible(unmet));
    }

    /** Fails, naming the rows, when the problem has no solution. */
    public static void refuse(CoverProblem problem) {
        in(problem).ifPresent(infeasible -> {
            throw new IllegalArgumentException(infeasible.message());
        });
    }

    /** What to tell the caller of an algorithm that was given such a problem. */
    private String message() {
        List<Integer> shown = rows.subList(0, Math.min(10, rows.size()));
        return rows.size() + " row(s) cannot be met by the allowed candidates, first: " + shown
                + "; allow more candidates or leave these rows out";
    }
}
