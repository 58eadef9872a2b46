package org.overtap.placement;

import java.util.Arrays;
import java.util.BitSet;
import java.util.OptionalLong;

/** The optimum by trying every choice, judged by {@link CoverChecker}. For up to a dozen candidates. */
public final class BruteForce {
    private BruteForce() {}

    /** The least cost; empty when nothing meets the problem. */
    public static OptionalLong optimum(CoverProblem problem) {
        long best = Long.MAX_VALUE;
        for (long bits = 0; bits < 1L << problem.candidates(); bits++) {
            BitSet choice = BitSet.valueOf(new long[] {bits});
            long cost = choice.stream().mapToLong(problem::cost).sum();
            if (cost < best
                    && followsOrders(problem, choice)
                    && CoverChecker.unmetRows(problem, choice).isEmpty()) {
                best = cost;
            }
        }
        return best == Long.MAX_VALUE ? OptionalLong.empty() : OptionalLong.of(best);
    }

    private static boolean followsOrders(CoverProblem problem, BitSet choice) {
        for (int v = 0; v < problem.candidates(); v++) {
            if (choice.get(v) ? problem.isForbidden(v) : problem.isForced(v)) {
                return false;
            }
        }
        return problem.quotas().stream()
                .allMatch(quota -> Arrays.stream(quota.of()).filter(choice::get).count() <= quota.most());
    }
}
