package org.overtap.placement.taps;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.overtap.placement.Limits;

/**
 * The exact frontier by eliminating one variable after another (dynamic programming over a tree decomposition): each
 * table keeps, for every assignment of the few variables at the border of what was eliminated, the least cost by
 * number of tapped interfaces. One pass answers every budget.
 *
 * <p>Time exponential in the width of the elimination order, linear in the network, quadratic in the taps. Most maps
 * of real networks have a small width; fat trees and random graphs do not and are refused.
 */
final class BucketElimination {
    private final TapFactorGraph model;
    private final int[] order;
    private final List<List<Factor>> buckets = new ArrayList<>();

    private BucketElimination(TapFactorGraph model, int[] order) {
        this.model = model;
        this.order = order;
    }

    /** The tables, unless the problem does not suit or they would be too large for the limits. */
    static Optional<BucketElimination> of(TapProblem problem, Limits limits) {
        return TapFactorGraph.of(problem)
                .flatMap(model -> EliminationOrder.of(model, limits).map(order -> run(model, order)));
    }

    private static BucketElimination run(TapFactorGraph model, int[] order) {
        BucketElimination elimination = new BucketElimination(model, order);
        int[] rank = new int[order.length];
        for (int i = 0; i < order.length; i++) {
            rank[order[i]] = i;
            elimination.buckets.add(new ArrayList<>());
        }
        elimination.buckets.add(new ArrayList<>());
        model.factors().forEach(factor -> elimination.put(factor, rank));
        for (int i = 0; i < order.length; i++) {
            elimination.put(elimination.eliminate(i), rank);
        }
        return elimination;
    }

    /** A table belongs to the bucket of its variable that is eliminated first; without variables, to the last one. */
    private void put(Factor factor, int[] rank) {
        int first = Arrays.stream(factor.scope()).map(v -> rank[v]).min().orElse(order.length);
        buckets.get(first).add(factor);
    }

    private Factor eliminate(int bucket) {
        List<Factor> factors = buckets.get(bucket);
        int variable = order[bucket];
        TreeSet<Integer> scope = new TreeSet<>();
        factors.forEach(f -> Arrays.stream(f.scope()).forEach(scope::add));
        scope.remove(variable);
        Factor message = Factor.empty(scope.stream().mapToInt(v -> v).toArray(), model.domains(), bucket);
        int[] values = new int[model.domains().length];
        for (int i = 0; i < message.curves().length; i++) {
            message.assign(i, values);
            message.curves()[i] = best(factors, variable, values);
        }
        return message;
    }

    private int[] best(List<Factor> factors, int variable, int[] values) {
        int[] best = null;
        for (int value = 0; value < model.domains()[variable]; value++) {
            values[variable] = value;
            int[] sum = sum(factors, values);
            best = best == null ? sum : CostCurve.min(best, sum);
        }
        return best;
    }

    private static int[] sum(List<Factor> factors, int[] values) {
        int[] sum = CostCurve.step(0, 0);
        for (Factor factor : factors) {
            sum = CostCurve.plus(sum, factor.at(values));
        }
        return sum;
    }

    /** Least cost with so many interfaces; {@link CostCurve#NEVER} if there is no way. */
    int cost(long nics) {
        return CostCurve.at(sum(buckets.get(order.length), new int[0]), units(nics));
    }

    private int units(long nics) {
        return (int) Math.min(Integer.MAX_VALUE / 2, nics / TapProblem.PORT_NICS);
    }

    /** A choice of that cost. */
    BitSet chosen(long nics, int candidates) {
        int[] budget = new int[order.length];
        int[] values = new int[model.domains().length];
        spread(order.length, units(nics), values, budget);
        for (int bucket = order.length - 1; bucket >= 0; bucket--) {
            decide(bucket, budget[bucket], values);
            spread(bucket, budget[bucket], values, budget);
        }
        BitSet chosen = new BitSet();
        for (int v = 0; v < candidates; v++) {
            chosen.set(v, values[v] > 0);
        }
        return chosen;
    }

    private void decide(int bucket, int units, int[] values) {
        int variable = order[bucket];
        int best = 0;
        int least = Integer.MAX_VALUE;
        for (int value = 0; value < model.domains()[variable]; value++) {
            values[variable] = value;
            int cost = CostCurve.at(sum(buckets.get(bucket), values), units);
            if (cost < least) {
                least = cost;
                best = value;
            }
        }
        values[variable] = best;
    }

    /** Shares a bucket's units among the eliminations that its tables come from. */
    private void spread(int bucket, int units, int[] values, int[] budget) {
        List<Factor> factors = buckets.get(bucket);
        List<int[]> sums = new ArrayList<>();
        sums.add(CostCurve.step(0, 0));
        for (Factor factor : factors) {
            sums.add(CostCurve.plus(sums.get(sums.size() - 1), factor.at(values)));
        }
        int left = units;
        for (int i = factors.size() - 1; i >= 0; i--) {
            Factor factor = factors.get(i);
            int share = CostCurve.share(sums.get(i), factor.at(values), left);
            if (factor.bucket() >= 0) {
                budget[factor.bucket()] = share;
            }
            left -= share;
        }
    }
}
